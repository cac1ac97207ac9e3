import type { Plugin } from 'vite';

/**
 * Code of Lit that the scripts do not use, each with its replacement: hooks for polyfills and hydration, lists of versions,
 * style sheets for older browsers, directives, lists, listeners and element expressions in templates, error messages. An
 * element whose `id` is the name of such a hook would otherwise even stop the script.
 */
const unusedInLit: Readonly<Record<string, readonly [RegExp, string][]>> = {
  'css-tag.js': [
    [/\w+\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, '!0'],
    [/Error\("Value passed.*?security\."\)/, 'Error()'],
    [/Error\("CSSResult.*?"\)/, 'Error()'],
  ],
  'reactive-element.js': [
    [/\w+\.reactiveElementPolyfillSupport\b/, '(void 0)'],
    [/\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  ],
  'lit-element.js': [
    [/\w+\.litElementHydrateSupport\?\./, '(void 0)?.'],
    [/\w+\.litElementPolyfillSupport\b/, '(void 0)'],
    [/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  ],
  'lit-html.js': [
    [/\w+\.litHtmlPolyfillSupport\b/, '(void 0)'],
    [/\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
    [/Error\("invalid template strings array"\)/, 'Error()'],
    [/"@"===\w+\[1\]\?\w+:/, ''],
    [/6===\w+\.type&&\(\w+=new \w+\(\w+,this,\w+\)\)/, '0'],
    [
      /(?<=function \w+\()\w+,(\w+),\w+=\w+,\w+\)\{if\(\w+===\w+\)return.*?_\$litDirective\$.*?(?=\}class )/,
      '_,$1){return $1',
    ],
    [/\w+\(t\)\?this\.k\(t\):/, ''],
    [/k\(t\)\{\w+\(this\._\$AH\)\|\|.*?(?=_\$AR\(t=)/, ''],
  ],
};

export const withoutUnusedLit: Plugin = {
  name: 'without-unused-lit',
  transform(code, id) {
    const [, file = ''] =
      /\/node_modules\/(?:@lit\/reactive-element|lit-html|lit-element)\/(?:node\/)?([\w-]+\.js)$/.exec(id) ?? [];
    return (unusedInLit[file] ?? []).reduce((rest, [pattern, instead]) => {
      if (!pattern.test(rest)) throw new Error(`Expected ${pattern} in ${id}: Lit has changed; adapt the pattern.`);
      return rest.replace(pattern, instead);
    }, code);
  },
};
