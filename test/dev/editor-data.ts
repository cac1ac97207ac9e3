// Writes what editors read, from custom-elements.json: dist/vscode.{html,css}-custom-data.json and dist/web-types.json.
// Generators for these exist, and put the whole manifest into each description, and type names into the lists of values.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Attribute, CustomElementDeclaration, Package } from 'custom-elements-manifest/schema.d.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** The element's declaration in the manifest. */
export function elementOf(manifest: Package): CustomElementDeclaration {
  for (const declaration of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
    if (declaration.kind === 'class' && 'customElement' in declaration) return declaration;
  }
  throw new Error('Expected an element in custom-elements.json; got none.');
}

/** The keywords of an attribute: the quoted strings of its type. */
const keywords = ({ type }: Attribute): string[] =>
  Array.from(type?.text.matchAll(/'([^']+)'/g) ?? [], ([, keyword = '']) => keyword);

const facts = ({ name, description }: { name: string; description?: string | undefined }) => ({ name, description });

/** The link that editors show. */
const reference = `${packageJson.homepage.replace('#readme', '')}#the-element`;

const htmlData = ({ tagName, summary, attributes = [] }: CustomElementDeclaration) => ({
  version: 1.1,
  tags: [
    {
      name: tagName,
      description: summary,
      attributes: attributes.map((attribute) => ({
        ...facts(attribute),
        // The set `v` is VS Code's for attributes without a value.
        ...(attribute.type?.text === 'boolean' && { valueSet: 'v' }),
        ...(keywords(attribute).length > 0 && { values: keywords(attribute).map((name) => ({ name })) }),
      })),
      references: [{ name: 'Documentation', url: reference }],
    },
  ],
});

const cssData = ({ tagName, cssProperties = [], cssParts = [], cssStates = [] }: CustomElementDeclaration) => ({
  version: 1.1,
  properties: cssProperties.map(facts),
  pseudoElements: cssParts.map(({ name, description }) => ({ name: `::part(${name})`, description })),
  pseudoClasses: cssStates.map(({ name, description }) => ({
    name: `:state(${name})`,
    description: `${description} (<${tagName}>)`,
  })),
});

const webTypes = (element: CustomElementDeclaration) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name: packageJson.name,
  version: packageJson.version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: [
        {
          name: element.tagName,
          description: element.summary,
          'doc-url': reference,
          attributes: element.attributes?.map((attribute) => ({
            ...facts(attribute),
            ...(attribute.default && attribute.default !== `''` && { default: attribute.default.replaceAll(`'`, '') }),
            value:
              attribute.type?.text === 'boolean'
                ? { kind: 'no-value', type: 'boolean' }
                : { type: keywords(attribute).length > 0 ? keywords(attribute).map((name) => `'${name}'`) : 'string' },
          })),
          slots: element.slots?.map(facts),
          js: {
            events: element.events?.map(facts),
            properties: element.members
              ?.filter((member) => member.kind === 'field')
              .map((member) => ({
                ...facts(member),
                ...(member.readonly && { 'read-only': true }),
                type: member.type?.text,
                ...(member.default && { default: member.default }),
              })),
          },
          css: {
            properties: element.cssProperties?.map(({ default: initial, ...property }) => ({
              ...facts(property),
              ...(initial && { default: initial }),
            })),
            parts: element.cssParts?.map(facts),
          },
        },
      ],
    },
  },
});

if (import.meta.main) {
  const element = elementOf(JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Package);
  mkdirSync('dist', { recursive: true });
  const files = {
    'vscode.html-custom-data.json': htmlData(element),
    'vscode.css-custom-data.json': cssData(element),
    'web-types.json': webTypes(element),
  };
  for (const [name, data] of Object.entries(files)) writeFileSync(`dist/${name}`, `${JSON.stringify(data, null, 2)}\n`);
}
