// `npm run floor`: checks that code for browsers uses only what the oldest supported browsers have.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { newFunctions, newStyles } from './styles.ts';
import { narrowedLibs } from './types.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The folders of code that runs in a user's browser. */
const rooms = ['src/button', 'src/widget', 'src/shared'];

/** Uses in these files and folders that the oldest supported browsers don't support, one line each. */
export function tooNew(paths: string[]): string[] {
  const files = paths.flatMap(filesIn);
  return [...tooNewScripts(files.filter((file) => file.endsWith('.ts'))), ...files.flatMap(tooNewStyles)];
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}

function tooNewScripts(files: string[]): string[] {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'floor-'));
  try {
    for (const [name, text] of narrowedLibs()) writeFileSync(join(folder, name), text);
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { lib: null, noLib: true, types: [], rootDir: '/' },
      include: [join(folder, '*.d.ts'), ...files],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: root,
    });
    const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
    if (status !== 0 && lines.length === 0)
      throw new Error(`Expected errors from tsc; got status ${status}: ${stdout}`);
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tooNewStyles(file: string): string[] {
  if (!/\.(?:css|ts)$/.test(file)) return [];
  const text = readFileSync(file, 'utf8');
  const found = file.endsWith('.css') ? newStyles(text) : tooNewInScript(text);
  return found.map(
    ({ line, feature, lacking }) => `${relative(root, file)}(${line}): ${feature} needs ${lacking.join(', ')}`,
  );
}

/** A css`` template is checked as a style sheet, and any other string as a possible CSS value. */
function tooNewInScript(text: string): ReturnType<typeof newStyles> {
  const template = /\bcss`([^`]*)`/g;
  const inTemplates = Array.from(text.matchAll(template), ({ 1: css = '', index }) => {
    const before = text.slice(0, index).split('\n').length - 1;
    return newStyles(css.replaceAll(/\$\{[^}]*\}/g, '0')).map((found) => ({ ...found, line: found.line + before }));
  });
  return [...inTemplates.flat(), ...newFunctions(text.replaceAll(template, (css) => css.replaceAll(/[^\n]/g, '')))];
}

if (import.meta.main) {
  const problems = tooNew(rooms.map((room) => join(root, room)));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(
      'Expected only what Chrome 111, Firefox 115 and Safari 16.4 have. In script, ask first whether it is there: ' +
        '`AbortSignal.any?.(…)`. In CSS, use @supports, an older declaration before it, or a reason: /* floor: … */',
    );
    process.exitCode = 1;
  }
}
