// @ts-check
import { AraucariaConnectButton } from '../../../src/button/araucaria-connect-button.ts';

/** @typedef {import('custom-elements-manifest').Package} Package */
/** @typedef {import('custom-elements-manifest').Module} Module */
/** @typedef {import('custom-elements-manifest').CustomElementDeclaration} CustomElementDeclaration */

/** Native attributes that the element reads. */
const nativeAttributes = [
  {
    name: 'lang',
    type: { text: 'string' },
    description: 'Language of the built-in texts: `en`, `es` or `pt`; inherited',
  },
  { name: 'nonce', type: { text: 'string' }, description: 'CSP nonce, copied to the injected script' },
];

/**
 * The path in the tarball of the module that a reference in a source names.
 * @param {string} module
 * @param {string} from the source's path
 */
const published = (module, from) =>
  new URL(module, module.startsWith('.') ? `file:///${from}` : 'file:///').pathname
    .replace('/src/', 'dist/')
    .replace(/\.ts$/, '.js');

/**
 * Only what can be imported from a module of the tarball.
 * @param {Module} module
 * @param {Set<string>} declared the names that are declared in the manifest
 */
function publishModule(module, declared) {
  const { path, exports = [] } = module;
  module.exports = exports.filter(({ declaration }) => declared.has(declaration.name));
  for (const { declaration } of module.exports) {
    declaration.module = published(declaration.module ?? path, path);
  }
  module.path = published(path, path);
}

/**
 * The element without the classes that it is made of, and with types that can be read without looking others up.
 * @param {CustomElementDeclaration} element
 */
function publishElement(element) {
  const { members = [], attributes = [], events = [], cssStates = [] } = element;
  element.superclass = { name: 'LitElement', package: 'lit' };
  for (const [name, { keywords }] of Object.entries(AraucariaConnectButton.properties)) {
    const text = keywords?.map((keyword) => `'${keyword}'`).join(' | ');
    if (!text) continue;
    for (const entry of [...members, ...attributes]) {
      if (('fieldName' in entry ? entry.fieldName : entry.name) === name) Object.assign(entry, { type: { text } });
    }
  }
  const phases = ['idle', ...cssStates.map(({ name }) => name)].map((name) => `'${name}'`).join(' | ');
  for (const member of members) if (member.name === 'phase') Object.assign(member, { type: { text: phases } });
  element.attributes = [...attributes, ...nativeAttributes];
  for (const event of events) {
    const [description = '', detail] = event.description?.split(/\. Detail: /) ?? [];
    event.description = description;
    if (detail) event.type = { text: `CustomEvent<${detail.replaceAll('`', '')}>` };
  }
}

/** Makes the manifest one of the tarball, not of the sources. */
export const asPublished = {
  name: 'as-published',
  /** @param {{ customElementsManifest: Package }} context */
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.schemaVersion = '2.1.0';
    delete manifest.readme;
    const declarations = manifest.modules.flatMap(({ declarations: of = [] }) => of);
    const declared = new Set(declarations.map(({ name }) => name));
    for (const module of manifest.modules) publishModule(module, declared);
    for (const declaration of declarations) {
      if (declaration.kind !== 'class') continue;
      if ('customElement' in declaration) publishElement(declaration);
      else delete declaration.superclass;
      const entries = [
        ...(declaration.members ?? []),
        ...('attributes' in declaration ? (declaration.attributes ?? []) : []),
      ];
      for (const entry of entries) {
        delete entry.inheritedFrom;
        if ('privacy' in entry) delete entry.privacy;
        // The analyzer takes assignments in a constructor for defaults.
        if (!('customElement' in declaration) && 'default' in entry) delete entry.default;
      }
    }
  },
};
