import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { AraucariaConnectButton } from 'araucaria-connect/element';
import { readChoices, writeChoices } from '../../../demo/playground/generator/choices.js';
import { generate } from '../../../demo/playground/generator/generate.js';
import { kindOf, takesAttributes } from '../../../demo/playground/generator/pages.js';
import type { Choices } from '../../../demo/playground/types.ts';
import { combinations, initialChoices, pageNames, parts, values } from '../../support/playground-choices.ts';

const root = join(import.meta.dirname, '../../..');

/** All pages in each combination. */
const all: Choices[] = pageNames.flatMap((page) => combinations.map((choices) => ({ ...choices, page })));

/** The attributes of the button in a piece of code, one a line. */
function attributesIn(code: string): Map<string, string | true> {
  const [, tag = ''] =
    /<(?:araucaria-connect-button|AraucariaConnectButton)\n([\s\S]*?)\n? *(?:\/>|><\/araucaria)/.exec(code) ?? [];
  const lines = tag.split('\n').map((line) => line.trim());
  const literal = lines.filter((line) => /^[\w-]+(?:="[^"{]*")?$/.test(line));
  return new Map(
    literal.map((line) => {
      const [name = '', value] = line.split('=');
      return [
        name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        value === undefined ? true : value.slice(1, -1),
      ];
    }),
  );
}

describe('the combinations', () => {
  test('have each pair of values', () => {
    const names = Object.keys(values) as (keyof typeof values)[];
    assert.ok(combinations.length >= 12 && combinations.length < 40, `${combinations.length}`);
    for (const one of names) {
      for (const other of names.filter((name) => name > one)) {
        const met = new Set(combinations.map((row) => `${String(row[one])} ${String(row[other])}`));
        assert.equal(met.size, values[one].length * values[other].length, `${one} and ${other}`);
      }
    }
  });
});

describe('the address of the playground', () => {
  test('gives back the same choices', () => {
    for (const choices of all)
      assert.deepEqual(readChoices(new URLSearchParams(writeChoices(choices).toString())), choices);
    assert.equal(writeChoices(initialChoices).toString(), '');
  });

  test('takes no value that a choice does not have, nor code', () => {
    const evil = `"><img src=x onerror=alert(1)>`;
    for (const name of writeChoices({ ...initialChoices, connectionId: 'x', color: '#000000', page: 'react' }).keys()) {
      assert.deepEqual(readChoices(new URLSearchParams({ [name]: evil })), initialChoices, name);
    }
    for (const [name, value] of [
      ['endpoint', 'javascript:alert(1)'],
      ['endpoint', '//evil.example/'],
      ['endpoint', '/a"b'],
      ['endpoint', 'https://a.example;script-src/'],
      ['endpoint', 'https://a.example'],
      ['name', '{x}'],
      ['radius', '1px;}'],
      ['color', 'url(x)'],
      ['lang', 'fr'],
    ] as const) {
      assert.deepEqual(readChoices(new URLSearchParams({ [name]: value })), initialChoices, value);
    }
  });
});

describe('the page code', () => {
  test('can have each attribute of the element, but for those that code sets', () => {
    const everything: Choices = {
      ...initialChoices,
      lang: 'es',
      preload: 'none',
      institution: 'banco-alerce',
      connectionId: 'conn_1',
      name: 'bank',
      required: true,
      autosubmit: true,
      credentials: 'include',
      debug: true,
    };
    const [{ text } = { text: '' }] = generate(everything, parts).page;
    const missing = AraucariaConnectButton.observedAttributes.filter((name) => !attributesIn(text).has(name));
    assert.deepEqual(missing, ['widget-integrity', 'disabled', 'value']);
  });

  test('has what was chosen on the tag, and nothing else', () => {
    let count = 0;
    for (const choices of all) {
      const kind = kindOf(choices.page);
      if (!takesAttributes(kind)) continue;
      const [{ text } = { text: '' }] = generate(choices, parts).page;
      const found = attributesIn(text);
      const isInForm = kind.group === 'Framework' || choices.page !== 'html' || choices.name || choices.required;
      const expected: [string, string | boolean][] = [
        ['name', isInForm || choices.autosubmit ? choices.name || 'connection' : ''],
        ['token-endpoint', choices.endpoint],
        ['widget-src', choices.api === 'sandbox' ? 'http://127.0.0.1:4400/widget/araucaria-connect.js' : ''],
        ['lang', choices.lang],
        ['preload', choices.preload === 'intent' ? '' : choices.preload],
        ['institution', choices.institution],
        ['connection-id', choices.connectionId],
        ['required', choices.required],
        ['autosubmit', choices.autosubmit],
        ['credentials', choices.credentials === 'same-origin' ? '' : choices.credentials],
        ['debug', choices.debug],
      ];
      // The frameworks' own.
      for (const name of ['v-model', 'ng-default-control']) found.delete(name);
      const given = expected.filter(([, value]) => value);
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(given), text);
      count += 1;
    }
    assert.ok(count > 200, `${count}`);
  });

  test('loads one version from the CDN, with the hash of the bundle', async () => {
    for (const [page, file] of [
      ['html', 'araucaria-connect-button.js'],
      ['cms', 'araucaria-connect-embed.js'],
    ] as const) {
      const [{ text } = { text: '' }] = generate({ ...initialChoices, page }, parts).page;
      const hash = await crypto.subtle.digest('SHA-384', readFileSync(join(root, 'dist', file)));
      assert.ok(text.includes(`integrity="sha384-${Buffer.from(hash).toString('base64')}"`));
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
      assert.ok(text.includes(`src="https://unpkg.com/araucaria-connect@${version}/dist/${file}"`));
    }
  });

  test('leaves out what only the tests need of a component', () => {
    for (const choices of all) {
      for (const { text } of generate(choices, parts).page)
        assert.doesNotMatch(text, /<label>|aria-label="A form"|shown/);
    }
  });
});

describe('the policy', () => {
  test('is one line, without a whole CDN, wildcards or unsafe sources', () => {
    for (const choices of all) {
      const { policy } = generate(choices, parts);
      assert.match(policy, /^Content-Security-Policy: [^\n]+$/);
      assert.doesNotMatch(policy, /unsafe-(?!hashes)|\*|https:\/\/unpkg\.com(?:\/?[ ;]|$)/);
      assert.equal(
        policy.includes('trusted-types'),
        choices.trustedTypes && kindOf(choices.page).trustedTypes !== null,
      );
    }
  });
});
