import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Package } from 'custom-elements-manifest/schema.d.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { introductionOf } from '../../../docs/.vitepress/introduction.ts';
import { elementOf } from '../editor-data.ts';
import { declarationsOf } from './declarations.ts';
import { elementReference } from './element-reference.ts';
import { siteUrl } from './page-index.ts';

/** The entries of the package that have types: what is imported, and the file of its declarations. */
export const entries: readonly { name: string; file: string }[] = Object.entries(packageJson.exports).flatMap(
  ([path, target]) =>
    typeof target === 'object' && 'types' in target
      ? [{ name: path.replace('.', packageJson.name), file: target.types.replace('./', '') }]
      : [],
);

const commands = [
  ['src/cli/main.ts'],
  ['src/cli/main.ts', 'check'],
  ['src/cli/main.ts', 'init'],
  ['src/sandbox/main.ts'],
] as const;

/** `llms-full.txt`: the whole API in one file, from the declarations, the manifest of the element and the help of the commands. */
export function apiReference(): string {
  const element = elementOf(JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Package);
  return `# ${packageJson.name} ${packageJson.version}: the API in one file

> ${packageJson.description}

Pages with what to do and why: ${siteUrl}/llms.txt

## The element

${elementReference(element)}
## The modules

${modules()}
## The error codes

\`error.code\` of \`araucaria-exit\`. Each has a page, ${siteUrl}/errors/<code>, with what to do.

${errors()}
## The commands

${commands.map(help).join('\n')}`;
}

function modules(): string {
  // These have sections of their own.
  const known = new Set([
    'dist/button/araucaria-connect-button.d.ts:AraucariaConnectButton',
    'dist/shared/token-error.d.ts:tokenErrorCodes',
    'dist/shared/widget-error.d.ts:widgetErrors',
  ]);
  return entries
    .map(({ name, file }) => {
      const declarations = declarationsOf(file, known);
      return `### ${name}\n\n${declarations ? `\`\`\`ts\n${declarations}\`\`\`\n` : `${bare(file)}\n`}`;
    })
    .join('\n');
}

/** An entry that declares nothing of its own. */
function bare(file: string): string {
  return file.includes('/frameworks/')
    ? `Makes \`<araucaria-connect-button>\` known to the framework's type checker: \`import type {} from '…';\`.`
    : `The class \`AraucariaConnectButton\`, without registering the tag.`;
}

function errors(): string {
  const pages = globSync('docs/errors/*.md').filter((file) => basename(file) !== 'index.md');
  return pages
    .toSorted()
    .map((file) => `- \`${basename(file, '.md')}\`: ${introductionOf(readFileSync(file, 'utf8'))}\n`)
    .join('');
}

function help(command: readonly string[]): string {
  const text = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...command, '--help']);
  return `\`\`\`text\n${String(text).trim()}\n\`\`\`\n`;
}
