import { createHash } from 'node:crypto';
import { parseAst, type Plugin } from 'vite';

/** What the page's own module has in place of exports: no other file can import a module that has no URL. */
const shared = 'globalThis[Symbol.for("araucaria/first-step")]';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page's content security policy: only its own files run in it. `frame-ancestors` must be in a header. */
const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/**
 * Puts the code and the styles of the first step into the page, so that one response brings all of them, and a policy
 * that allows exactly these. Later files read from a global what they would import from the first step.
 */
export const inlineFirstStep: Plugin = {
  name: 'inline-first-step',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const files = Object.values(bundle);
      const page = bundle['index.html'];
      const sheet = files.find(({ fileName }) => fileName.endsWith('.css'));
      const first = bundle['index.js'];
      if (page?.type !== 'asset' || sheet?.type !== 'asset' || first?.type !== 'chunk') {
        throw new Error(`Expected a page, its script and its style sheet; got ${Object.keys(bundle).join(', ')}.`);
      }
      for (const file of files) if (file.type === 'chunk' && file !== first) file.code = withoutImports(file.code);
      const script = `\n${withoutExports(first.code).replaceAll(/<(?=\/script|!--)/g, String.raw`\x3c`)}`;
      const style = String(sheet.source).trim();
      const [head = '', ...rest] = String(page.source)
        .replaceAll(/ *<(?:script|link) [^>]*(?:\.js|\.css)"[^>]*>(?:<\/script>)?\n/g, '')
        .split('    <title>');
      const policy = `    <meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}" />\n`;
      const own = `    <style>${style}</style>\n    <script type="module">${script}</script>\n  </head>`;
      page.source = `${head}${policy}    <title>${rest.join('').replace('  </head>', () => own)}`;
      delete bundle[first.fileName];
      delete bundle[sheet.fileName];
    },
  },
};

/** Assigns the exports of a module to the global. They are at its end, so all of them have their values. */
function withoutExports(code: string): string {
  return replaceNodes(code, (node) => {
    if (node.type !== 'ExportNamedDeclaration') return null;
    const members = node.specifiers.map(({ exported, local }) => `${textOf(exported)}:${textOf(local)}`);
    return `${shared}={${members.join()}};`;
  });
}

/** Takes from the global what a module imports. All its imports are from the first step. */
function withoutImports(code: string): string {
  return replaceNodes(code, (node) => {
    if (node.type !== 'ImportDeclaration') return null;
    const members = node.specifiers.map((each) => {
      if (each.type !== 'ImportSpecifier') throw new Error(`Expected named imports alone; got a ${each.type}.`);
      return `${textOf(each.imported)}:${each.local.name}`;
    });
    return `const{${members.join()}}=${shared};`;
  });
}

type Statement = ReturnType<typeof parseAst>['body'][number];
type Name = Extract<Statement, { type: 'ExportNamedDeclaration' }>['specifiers'][number]['exported'];

const textOf = (name: Name): string => (name.type === 'Literal' ? JSON.stringify(name.value) : name.name);

function replaceNodes(code: string, replacement: (node: Statement) => string | null): string {
  let replaced = code;
  // From the end, so that the positions before it stay right.
  for (const node of parseAst(code).body.toReversed()) {
    const text = replacement(node);
    if (text !== null) replaced = replaced.slice(0, node.start) + text + replaced.slice(node.end);
  }
  return replaced;
}
