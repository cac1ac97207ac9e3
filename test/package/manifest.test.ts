import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest/schema.d.ts';
import { elementOf } from '../dev/editor-data.ts';
import { HostProject, root } from './support/packed.ts';

let host: HostProject;
let manifest: Package;
let element: CustomElementDeclaration;

before(() => {
  host = new HostProject();
  manifest = parsed(host.manifest.customElements) as Package;
  element = elementOf(manifest);
});

after(() => host.remove());

/** A JSON file of the installed package. */
function parsed(file: string): unknown {
  return JSON.parse(readFileSync(join(host.installed, file), 'utf8'));
}

const namesOf = (entries: { name: string }[] = []): string[] => entries.map(({ name }) => name);

describe('custom-elements.json', () => {
  test('is valid', () => {
    const schema = createRequire(import.meta.url)('custom-elements-manifest/schema.json') as object;
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, manifest), ajv.errorsText());
    assert.match(manifest.schemaVersion, /^2\./);
  });

  test('names modules that are in the package, and what can be imported from them', () => {
    for (const { path, exports = [] } of manifest.modules) {
      assert.ok(existsSync(join(host.installed, path)), path);
      for (const { kind, name, declaration } of exports) {
        const module = kind === 'js' ? path : declaration.module;
        const source = `console.log('${declaration.name}' in (await import('./node_modules/araucaria-connect/${module}')))`;
        assert.equal(host.evaluate(source), 'true', `${path}: ${name}`);
      }
    }
  });

  test('has every attribute, with the default of a new element', () => {
    const { observed, values } = JSON.parse(
      host.evaluate(`
        import { AraucariaConnectButton } from 'araucaria-connect';
        const button = new AraucariaConnectButton();
        const names = Object.keys(AraucariaConnectButton.properties);
        const values = Object.fromEntries(names.map((name) => [name, button[name]]));
        console.log(JSON.stringify({ observed: AraucariaConnectButton.observedAttributes, values }));
      `),
    ) as { observed: string[]; values: Record<string, unknown> };
    const native = ['lang', 'nonce'];
    const attributes = element.attributes?.filter(({ name }) => !native.includes(name));
    assert.deepEqual(namesOf(attributes).toSorted(), observed.filter((name) => !native.includes(name)).toSorted());
    for (const { name, fieldName = '', default: initial } of attributes ?? []) {
      const value = values[fieldName];
      assert.equal(initial, typeof value === 'string' ? `'${value}'` : String(value), name);
    }
  });

  test('has nothing that is not for hosts', () => {
    for (const member of element.members ?? []) {
      assert.equal(member.privacy ?? 'public', 'public', member.name);
      assert.doesNotMatch(member.name, /Callback$|^(render|updated|firstUpdated|requestUpdate|addController)$/);
      assert.ok(member.description, member.name);
    }
  });

  test('is small', () => {
    const { length } = JSON.stringify(manifest);
    assert.ok(length < 16_000, `${length} bytes`);
  });

  test('and the types for templates have the same attributes and properties', () => {
    const source = readFileSync(join(root, 'src/button/frameworks/tag-types.ts'), 'utf8');
    const [, table = ''] = /interface PropertyOf \{([^}]+)\}/.exec(source) ?? [];
    const pairs = Array.from(
      table.matchAll(/^ +'?([\w-]+)'?: '(\w+)';$/gm),
      ([, name, property]) => `${name} ${property}`,
    );
    const settable = element.members?.filter((member) => member.kind === 'field' && !member.readonly) ?? [];
    // `value` of a template is the property: the frameworks set properties where there are.
    const expected = settable.map((member) => {
      const { name, attribute = name } = member as { name: string; attribute?: string };
      return `${attribute === 'value' ? name : attribute} ${name}`;
    });
    assert.deepEqual(pairs.toSorted(), expected.toSorted());
  });
});

type Named = { name: string; description: string };
type HtmlData = { tags: (Named & { attributes: (Named & { values?: Named[] })[] })[] };
type CssData = { properties: Named[]; pseudoElements: Named[] };
type WebTypes = {
  name: string;
  version: string;
  contributions: { html: { elements: (Named & { attributes: Named[] })[] } };
};

describe('editors', () => {
  test('Visual Studio Code knows the tag, its attributes and their keywords', () => {
    const { tags } = parsed('dist/vscode.html-custom-data.json') as HtmlData;
    const [tag] = tags;
    assert.equal(tag?.name, 'araucaria-connect-button');
    assert.deepEqual(namesOf(tag.attributes), namesOf(element.attributes));
    const preload = tag.attributes.find(({ name }) => name === 'preload');
    assert.deepEqual(namesOf(preload?.values), ['none', 'intent', 'visible', 'eager']);
  });

  test('Visual Studio Code knows the custom properties and the parts', () => {
    const { properties, pseudoElements } = parsed('dist/vscode.css-custom-data.json') as CssData;
    assert.deepEqual(namesOf(properties), namesOf(element.cssProperties));
    assert.deepEqual(
      namesOf(pseudoElements),
      namesOf(element.cssParts).map((name) => `::part(${name})`),
    );
  });

  test('JetBrains’ editors find the web types by package.json', () => {
    const { name, version, contributions } = parsed(host.manifest['web-types']) as WebTypes;
    assert.deepEqual({ name, version }, { name: 'araucaria-connect', version: host.manifest.version });
    const [tag] = contributions.html.elements;
    assert.deepEqual(namesOf(tag?.attributes), namesOf(element.attributes));
  });
});
