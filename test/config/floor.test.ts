import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { tooNew } from './floor/check.ts';

/** Sources with a feature that is too new, by the name of the feature. */
const planted = {
  'Promise.withResolvers': 'export const run = () => Promise.withResolvers<void>();',
  'AbortSignal.any': 'export const either = (one: AbortSignal) => AbortSignal.any([one]);',
  'Object.groupBy': 'export const groups = (list: string[]) => Object.groupBy(list, (item) => item);',
  'URL.parse': 'export const url = (text: string) => URL.parse(text)?.href;',
  checkVisibility: 'export const shown = (element: Element) => element.checkVisibility();',
  getHTML: 'export const html = (element: Element) => element.getHTML();',
  'a Set method': 'export const all = (one: Set<string>, other: Set<string>) => one.union(other);',
  'Intl.Segmenter': "export const letters = new Intl.Segmenter('es');",
  requestIdleCallback: 'requestIdleCallback(() => undefined);',
  navigation: 'export const entries = navigation.entries();',
  'custom states': "export const mark = (internals: ElementInternals) => internals.states.add('busy');",
  'a new constructor': 'export const lock = new CloseWatcher();',
  'a property that is set': "export const name = (element: Element) => void (element.ariaLabel = 'Close');",
  'the v flag': 'export const emoji = /\\p{Emoji}/v;',
  'Symbol.asyncIterator of a stream':
    'export async function read(stream: ReadableStream): Promise<void> { for await (const chunk of stream) console.log(chunk); }',
  'light-dark()': 'export const styles = css`p { color: light-dark(#000, #fff); }`;',
  'light-dark() behind a var()': 'export const styles = css`p { color: var(--color, light-dark(#000, #fff)); }`;',
  'light-dark() in a custom property': 'export const styles = css`p { --color: light-dark(#000, #fff); }`;',
  'light-dark() that a script sets': "document.body.style.setProperty('--color', 'light-dark(#000, #fff)');",
  'a relative color': 'export const styles = css`p { color: oklch(from red l c h); }`;',
  ':has()': 'export const styles = css`p:has(a) { color: red; }`;',
  ':state()': 'export const styles = css`:host(:state(open)) { color: red; }`;',
  nesting: 'export const styles = css`p { & a { color: red; } }`;',
  'nesting without &': 'export const styles = css`p { a { color: red; } }`;',
  'nesting inside @media': 'export const styles = css`p { @media (width > 1px) { color: red; } }`;',
  '@scope': 'export const styles = css`@scope (p) { a { color: red; } }`;',
  '@starting-style': 'export const styles = css`@starting-style { p { opacity: 0; } }`;',
  'a property': 'export const styles = css`p { field-sizing: content; }`;',
  'a keyword': 'export const styles = css`p { transition-behavior: allow-discrete; }`;',
  'mask without its prefix': 'export const styles = css`p { mask: conic-gradient(#000 0, #000 0); }`;',
  'a unit': 'export const styles = css`p { inline-size: 3rlh; }`;',
  '@supports not': 'export const styles = css`@supports not (color: red) { p { color: light-dark(red, red); } }`;',
};

/** The same features behind a fallback. */
const allowed = {
  'asked first': 'export const either = (one: AbortSignal) => AbortSignal.any?.([one]) ?? one;',
  'asked by if': 'export const html = (element: Element) => (element.getHTML ? element.getHTML() : element.innerHTML);',
  'a cast that says so':
    "export const watcher = (globalThis as { CloseWatcher?: unknown }).CloseWatcher; // Chrome only: the dialog has 'cancel'",
  'custom states, asked first': "export const mark = (internals: ElementInternals) => internals.states?.add('busy');",
  '@supports':
    'export const styles = css`@supports (color: light-dark(red, red)) { p { color: light-dark(red, red); } }`;',
  'an older declaration': 'export const styles = css`p { color: red; color: light-dark(red, red); }`;',
  'its prefixed form': 'export const styles = css`p { -webkit-mask: none; mask: none; }`;',
  'a reason beside it':
    'export const styles = css`p { color: light-dark(red, red); /* floor: it inherits a readable one */ }`;',
  'a reason above it':
    'export const styles = css`p {\n/* floor: it inherits a readable one */\ncolor:\nlight-dark(red, red); }`;',
  'a reason in a script':
    "// floor: set only where CSS.supports() says so\ndocument.body.style.color = 'light-dark(red, red)';",
  'what the oldest have':
    'export const styles = css`p:is(a, b) { color: color-mix(in srgb, red, blue); inset: 0; block-size: 3dvh; rotate: 1turn; }`;',
};

describe('the oldest supported browsers', () => {
  let found: string[];
  let home: string;

  const fileOf = (group: string, index: number): string => join(home, `${group}-${index}.ts`);

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'araucaria-floor-'));
    const header = 'declare const css: typeof String.raw; // The line numbers begin here.\n';
    for (const [group, sources] of Object.entries({ planted, allowed })) {
      for (const [index, source] of Object.values(sources).entries()) {
        writeFileSync(fileOf(group, index), header + source + '\nexport {};\n');
      }
    }
    found = tooNew([home]);
  });

  after(() => rmSync(home, { recursive: true }));

  const about = (group: string, index: number): string[] =>
    found.filter((line) => line.includes(`${basename(fileOf(group, index))}(`));

  for (const [index, name] of Object.keys(planted).entries()) {
    test(`the check finds what they can't do: ${name}`, () => assert.notDeepEqual(about('planted', index), []));
  }

  for (const [index, name] of Object.keys(allowed).entries()) {
    test(`the check allows what has a fallback: ${name}`, () => assert.deepEqual(about('allowed', index), []));
  }

  test('the check says which browsers lack it, and since when the others have it', () => {
    const index = Object.keys(planted).indexOf('light-dark()');
    assert.match(
      about('planted', index).join(),
      /light-dark\(\) needs Chrome 123, Edge 123, Firefox 120, Safari 17\.5/,
    );
  });
});
