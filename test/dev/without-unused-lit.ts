import type { Plugin } from 'vite';

/**
 * Code of Lit that the scripts do not use, each with its replacement: hooks for polyfills and hydration, lists of versions,
 * style sheets for older browsers, and lists of them; controllers, decorators and default values of properties; in
 * templates directives, lists, listeners, SVG, raw text, and attributes that are only partly an expression; error messages. An
 * element whose `id` is the name of a polyfill hook would otherwise even stop the script.
 */
const unusedInLit: Readonly<Record<string, readonly [RegExp, string][]>> = {
  'css-tag.js': [
    [/\w+\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, '!0'],
    [/1===\w+\.length\?(\w+\[0\]):\w+\.reduce\(.*?,\w+\[0\]\)/, '$1'],
    [/if\(this\._\$cssResult\$=!0,\w+!==\w+\)throw Error\("CSSResult.*?"\);/, ''],
    [
      /get styleSheet\(\)\{.*?return \w+\}toString\(\)\{.*?\}/,
      'get styleSheet(){if(!this.o)(this.o=new CSSStyleSheet).replaceSync(this.cssText);return this.o}',
    ],
    [/(\w+) instanceof CSSStyleSheet\?\1:(?=\1\.styleSheet)/, ''],
  ],
  'reactive-element.js': [
    [/\w+\.reactiveElementPolyfillSupport\b/, '(void 0)'],
    [/\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
    [/static addInitializer\(\w+\)\{.*?push\(\w+\)\}/, ''],
    [/void 0!==(\w+)\.l&&\(this\.l=\[\.\.\.\1\.l\]\)/, '0'],
    [/this\.constructor\.l\?\.forEach\(\w+=>\w+\(this\)\)/, '0'],
    [/const (\w+)=this\.constructor\.elementProperties;if\(\1\.size>0\).*?void 0===\w+\|\|this\.C\(.*?\)\}/, ''],
    [/if\(Array\.isArray\(\w+\)\)\{const \w+=new Set.*?\}else /, ''],
    [/this\.prototype\.hasOwnProperty\(\w+\)&&\(\((\w+)=Object\.create\(\1\)\)\.wrapped=!0\),/, ''],
    [/,!\w+\.noAccessor\)\{.*?(?=\}static getPropertyDescriptor)/, ');'],
    [/static getPropertyDescriptor\(.*?(?=static getPropertyOptions)/, ''],
    [/addController\(.*?removeController\(\w+\)\{.*?\}/, ''],
    [/this\._\$EO\?\.forEach\(\w+=>\w+\.host\w+\?\.\(\)\)/g, '0'],
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [/const \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{.*?elementProperties\.set\(\w+,\w+\)\}/, ''],
    [/case Object:case Array:\w+=null==\w+\?\w+:JSON\.stringify\(\w+\)/, ''],
    [/case Number:.*?catch\(\w+\)\{\w+=null\}/, ''],
    [/\|\|\w+\.useDefault&&\w+\.reflect&&.*?\._\$Eu\(\w+,\w+\)\)/, ''],
    [/\w+&&!\(this\._\$Ej\?\?=new Map\)\.has\(\w+\)&&\(this\._\$Ej\.set\(.*?void 0!==\w+\)\|\|/, ''],
    [/(\w+)\?\?this\._\$Ej\?\.get\(\w+\)\?\?\1/, '$1'],
  ],
  'lit-element.js': [
    [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
    [/connectedCallback\(\)\{super\.connectedCallback\(\),.*?setConnected\(!1\)\}/, ''],
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
    [/2===\w+\?"<svg>":3===\w+\?"<math>":""/, '""'],
    [/\(2===\w+\?"<\/svg>":3===\w+\?"<\/math>":""\)/, '""'],
    [
      /2===\w+\|\|3===\w+\)\{const (\w+)=this\.el\.content\.firstChild;\1\.replaceWith\(\.\.\.\1\.childNodes\)\}/,
      '0);',
    ],
    [/else \w+\.startsWith\(\w+\)&&\(\w+\.push\(\{type:6,index:\w+\}\),\w+\.removeAttribute\(\w+\)\);/, ';'],
    [/if\(\w+\.test\(\w+\.tagName\)\)\{.*?\}\}(?=\}else if\(8===)/, ''],
    [/else\{let \w+=-1;for\(;-1!==.*?\.length-1\}/, ''],
    [/void 0!==\w+\.strings\?\(.*?-2\):/, ''],
    [/\w+\.length>2\|\|""!==\w+\[0\]\|\|""!==\w+\[1\]\?\(this\._\$AH=Array.*?this\.strings=\w+\):/, ''],
    [/else\{const \w+=\w+;let \w+,\w+;for.*?\}(?=\w+&&!\w+&&this\.j\()/, ''],
    [/\w+\(t\)\?this\.k\(t\):/, ''],
    [/k\(t\)\{\w+\(this\._\$AH\)\|\|.*?(?=_\$AR\(t=)/, ''],
    [/\w+\.test\(\w+\[2\]\)&&\(\w+=RegExp\("<\/"\+\w+\[2\],"g"\)\),/, ''],
    [/"number"==typeof (\w+)\?(this\._\$AC\(\w+\)):\(void 0===.*?,\1\)/, '$2'],
    [/get _\$AU\(\)\{return this\._\$AM\??\._\$AU(\?\?this\._\$Cv)?\}/g, ''],
    [/get parentNode\(\)\{return this\._\$AM\.parentNode\}/, ''],
    [/get parentNode\(\)\{let .*?get startNode\(\)\{.*?\}get endNode\(\)\{.*?\}/, ''],
    [/get tagName\(\)\{.*?\}/, ''],
    [/setConnected\(\w+\)\{.*?\}(?=\}class )/, ''],
    [/,this\._\$Cv=\w+\?\.isConnected\?\?!0/, ''],
    [/this\._\$AP\?\.\(!1,!0,\w+\)(?=;)/, ''],
    [/constructor\(\)\{super\(\.\.\.arguments\),this\.type=\d\}/g, ''],
    [/this\.type=[12],/g, ''],
    [/this\._\$AN=void 0,/g, ''],
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
