import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The violations that axe finds in a frame, one line each. Axe runs in the frame itself: from the page it can't reach a
 * frame in a closed shadow root, and would report nothing. `part`: a selector of the part to look at.
 */
export async function axeFindings(frame: Frame, part = 'html'): Promise<string[]> {
  await frame.evaluate(source);
  const { violations, passes } = await frame.evaluate((selector) => {
    const { axe } = globalThis as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } };
    return axe.run(selector, { resultTypes: ['violations'] });
  }, part);
  if (passes.length === 0) return ['axe looked at nothing'];
  return violations.map(({ id, help, nodes }) => `${id}: ${help}; ${nodes.map(({ html }) => html).join(' ')}`);
}
