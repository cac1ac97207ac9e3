import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const demo = 'demo/quick-start/';

/** What the guide asks for, in its order. */
export type Step =
  | { kind: 'file'; path: string; text: string }
  /** `staysRunning`: in a terminal of its own. */
  | { kind: 'commands'; text: string; staysRunning: boolean };

/** The steps of `docs/quick-start.md`, by the heading that they are under. */
export function readGuide(): Map<string, Step[]> {
  const guide = readFileSync(join(root, 'docs/quick-start.md'), 'utf8');
  const [, ...sections] = guide.split(/^## /m);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), stepsOf(section)]));
}

function stepsOf(section: string): Step[] {
  const blocks = [...section.matchAll(/(?:<!-- ([^\n]+) -->\n)?^```\w+\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, comment = '', text = '']) => {
    if (!comment.startsWith(demo)) return { kind: 'commands', text, staysRunning: comment === 'stays running' };
    // After the demo's folder and that of the section.
    const path = comment.slice(demo.length).replace(/^[^/]+\//, '');
    return { kind: 'file', path, text };
  });
}
