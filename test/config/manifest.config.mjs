// @ts-check
import { AraucariaConnectButton } from '../../src/button/araucaria-connect-button.ts';
import { asPublished } from './manifest/published.mjs';

/** The package's entry points: the manifest lists what they export. */
const entryPoints = ['src/button/index.ts', 'src/button/define.ts'];

/**
 * The module and the name of what a reference points to.
 * @param {import('custom-elements-manifest').Reference} reference
 * @param {string} from the path of the module that has it
 */
const target = ({ module = '', name }, from) => `${new URL(module, `file:///${from}`).pathname.slice(1)} ${name}`;

/** Keeps what hosts and their editors can use: public members, without those that the browser or Lit calls. */
const onlyPublic = {
  name: 'only-public',
  /** @param {{ customElementsManifest: import('custom-elements-manifest').Package }} context */
  packageLinkPhase({ customElementsManifest: manifest }) {
    const exported = new Set(
      manifest.modules
        .filter(({ path }) => entryPoints.includes(path))
        .flatMap(({ path, exports = [] }) => exports.map(({ declaration }) => target(declaration, path))),
    );
    for (const module of manifest.modules) {
      const { path, declarations = [], exports = [] } = module;
      // A class without a name is defined where the page has given the element's class to a tag of its own.
      module.exports = exports.filter(({ declaration }) => !declaration.name.startsWith('anonymous'));
      module.declarations = declarations.filter(
        ({ name }) => exported.has(`${path} ${name}`) && !name.startsWith('anonymous'),
      );
      for (const declaration of module.declarations) {
        if (declaration.kind !== 'class') continue;
        const isElement = 'customElement' in declaration;
        declaration.members = declaration.members?.filter(
          ({ privacy = 'public', ...member }) =>
            privacy === 'public' && !(isElement && (member.static || member.name.endsWith('Callback'))),
        );
      }
    }
    manifest.modules = manifest.modules.filter(
      ({ path, declarations = [] }) => entryPoints.includes(path) || declarations.length > 0,
    );
  },
};

/** The types and descriptions of the properties that an interface beside the class lists. */
const listed = new Map();

/** Reads them from the interface's getters: the analyzer reads classes only. */
const withInterfaceMembers = {
  name: 'with-interface-members',
  /** @param {{ ts: typeof import('typescript'), node: import('typescript').Node }} context */
  analyzePhase({ ts, node }) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'ConnectButtonProperties') return;
    for (const member of node.members) {
      if (!ts.isGetAccessor(member) || !member.type) continue;
      const comments = ts.getJSDocCommentsAndTags(member).map(({ comment }) => ts.getTextOfJSDocComment(comment));
      listed.set(member.name.getText(), { text: member.type.getText(), description: comments.join('\n') });
    }
  },
  /** @param {{ customElementsManifest: import('custom-elements-manifest').Package }} context */
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const declaration of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
      if (!('customElement' in declaration)) continue;
      const { members = [], attributes = [] } = declaration;
      for (const entry of [...members, ...attributes]) {
        const { text, description } = listed.get('fieldName' in entry ? entry.fieldName : entry.name) ?? {};
        if (text) Object.assign(entry, { type: { text }, description });
      }
    }
  },
};

/** Adds what the analyzer can't read from the source: the defaults of properties and attributes, and the tag's name. */
const withRuntimeValues = {
  name: 'with-runtime-values',
  /** @param {{ customElementsManifest: import('custom-elements-manifest').Package }} context */
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const { declarations = [], exports = [] } of manifest.modules) {
      for (const definition of exports) {
        if (definition.kind === 'custom-element-definition') definition.name = 'araucaria-connect-button';
      }
      for (const declaration of declarations) {
        if (!('customElement' in declaration)) continue;
        const { members = [], attributes = [] } = declaration;
        for (const [name, { default: value }] of Object.entries(AraucariaConnectButton.properties)) {
          const text = typeof value === 'string' ? `'${value}'` : String(value);
          for (const member of members) if (member.kind === 'field' && member.name === name) member.default = text;
          for (const attribute of attributes) if (attribute.fieldName === name) attribute.default = text;
        }
      }
    }
  },
};

export default { plugins: [withInterfaceMembers, onlyPublic, withRuntimeValues, asPublished] };
