// Finds what style sheets use that the oldest supported browsers lack.
import * as csstree from 'css-tree';
import type { Identifier } from '@mdn/browser-compat-data';
import { entry, lacking } from './compat.ts';

/** A use of a feature that is too new. `line` counts from 1. */
export type NewStyle = { line: number; feature: string; lacking: string[] };

/** Not checked: a browser that ignores these loses nothing. */
const harmless = new Set(['accent-color', 'cursor', 'overscroll-behavior', 'text-wrap']);

/** A comment with a reason, on the same line or above the declaration, allows the use. */
const reason = /\/\* floor: \S.*\*\//;

/**
 * The uses in a style sheet that are too new and have no fallback: inside `@supports` (but not `@supports not`), after an
 * older declaration of the same property, or beside a comment with a reason they are allowed.
 */
export function newStyles(css: string): NewStyle[] {
  const lines = css.split('\n');
  const found: NewStyle[] = [];
  let declarationLine = 0;
  const ast = csstree.parse(css, { positions: true, parseCustomProperty: true });

  const report = (node: csstree.CssNode, feature: string, ...data: (Identifier | undefined)[]): void => {
    const known = data.filter((candidate) => candidate !== undefined);
    const [missing = []] = known
      .map((candidate) => lacking(candidate, 'does not count'))
      .filter(({ length }) => length);
    // A keyword may belong to more than one type in the data: the oldest of them counts.
    if (missing.length === 0 || known.some((candidate) => lacking(candidate, 'does not count').length === 0)) return;
    const line = node.loc?.start.line ?? 1;
    const beside = [lines[line - 1], lines[line - 2], lines[declarationLine - 2]];
    const isAllowed = beside.some((text) => text !== undefined && reason.test(text));
    if (!isAllowed) found.push({ line, feature, lacking: missing });
  };

  const inspectValue = (value: csstree.CssNode, property: string): void => {
    csstree.walk(value, (node) => {
      if (node.type === 'Function') inspectFunction(node, property);
      if (node.type === 'Identifier')
        report(node, `${property}: ${node.name}`, entry('css', 'properties', property, node.name));
      if (node.type === 'Dimension') report(node, node.unit, unit(node.unit));
      // It is the fallback of a `var()`.
      if (node.type === 'Raw') inspectRaw(node, property);
    });
  };
  const inspectRaw = (raw: csstree.Raw, property: string): void => {
    const { line = 1, column = 1, offset = 0 } = raw.loc?.start ?? {};
    try {
      inspectValue(csstree.parse(raw.value, { context: 'value', positions: true, line, column, offset }), property);
    } catch {
      // It is not a CSS value; the style sheet's own parser reports errors.
    }
  };
  const inspectFunction = (node: csstree.FunctionNode, property: string): void => {
    const name = node.name.toLowerCase();
    report(node, `${name}()`, entry('css', 'properties', property, name), ...functionEntries(name));
    const { first } = node.children;
    if (first?.type === 'Identifier' && first.name === 'from') {
      report(node, `${name}(from …)`, entry('css', 'types', 'color', name, 'relative_syntax'));
    }
  };

  const inspectDeclaration = (node: csstree.Declaration, before: csstree.Declaration[]): void => {
    if (harmless.has(node.property)) return;
    const count = found.length;
    declarationLine = node.loc?.start.line ?? 0;
    if (!node.property.startsWith('-')) report(node, node.property, entry('css', 'properties', node.property));
    inspectValue(node.value, node.property);
    const text = csstree.generate(node.value);
    // A declaration with a `var()` turns out invalid only when it is computed: the older declaration is lost by then.
    const hasFallback =
      !text.includes('var(') && before.some(({ property }) => csstree.property(property).basename === node.property);
    if (hasFallback) found.length = count;
    declarationLine = 0;
  };

  const inspectBlock = (block: csstree.Block, isNested: boolean): void => {
    const before: csstree.Declaration[] = [];
    for (const node of block.children) {
      if (node.type === 'Declaration') {
        inspectDeclaration(node, before);
        before.push(node);
      } else if (node.type === 'Raw' && node.value.includes('{')) {
        report(node, 'nesting', entry('css', 'selectors', 'nesting'));
      } else inspectRule(node, isNested);
    }
  };

  const inspectRule = (node: csstree.CssNode, isNested: boolean): void => {
    if (node.type === 'Rule') {
      if (isNested) report(node, 'nesting', entry('css', 'selectors', 'nesting'));
      csstree.walk(node.prelude, (part) => {
        if (part.type === 'PseudoClassSelector') report(part, `:${part.name}`, entry('css', 'selectors', part.name));
        if (part.type === 'PseudoElementSelector') report(part, `::${part.name}`, entry('css', 'selectors', part.name));
        if (part.type === 'NestingSelector') report(part, '&', entry('css', 'selectors', 'nesting'));
      });
      inspectBlock(node.block, true);
    }
    if (node.type === 'Atrule') {
      const condition = node.prelude ? csstree.generate(node.prelude) : '';
      if (node.name === 'supports' && !condition.startsWith('not')) return;
      if (isNested) report(node, 'nesting', entry('css', 'selectors', 'nesting'));
      report(node, `@${node.name}`, entry('css', 'at-rules', node.name));
      if (node.name === 'media' && node.prelude) inspectMedia(node.prelude);
      if (node.block) inspectBlock(node.block, isNested);
    }
  };
  const inspectMedia = (prelude: csstree.CssNode): void => {
    csstree.walk(prelude, (part) => {
      if (part.type === 'Feature')
        report(part, `@media (${part.name})`, entry('css', 'at-rules', 'media', part.name.replace(/^(min|max)-/, '')));
      if (part.type === 'FeatureRange')
        report(part, '@media (a < b)', entry('css', 'at-rules', 'media', 'range_syntax'));
    });
  };

  if (ast.type === 'StyleSheet') for (const node of ast.children) inspectRule(node, false);
  return found;
}

function functionEntries(name: string): (Identifier | undefined)[] {
  const types = Object.keys(entry('css', 'types') ?? {});
  return [entry('css', 'types', name), ...types.map((type) => entry('css', 'types', type, name))];
}

/** CSS functions that are too new in a script's strings, as values that the script sets. Found by the hyphen in a name. */
export function newFunctions(script: string): NewStyle[] {
  const withoutComments = script.replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''));
  return withoutComments.split('\n').flatMap((text, index, lines) => {
    if ([text, lines[index - 1] ?? ''].some((line) => /\/\/ floor: \S/.test(line))) return [];
    return Array.from(text.matchAll(/(?<![\w$.)\]])([a-z]+-[a-z-]+)\(/g), ({ 1: name = '' }) => ({
      line: index + 1,
      feature: `${name}()`,
      lacking: functionEntries(name).flatMap((found) => lacking(found, 'does not count')),
    })).filter(({ lacking: missing }) => missing.length > 0);
  });
}

function unit(name: string): Identifier | undefined {
  const group = /^[sld]v/.test(name) ? { s: 'small', l: 'large', d: 'dynamic' }[name.charAt(0)] : undefined;
  if (group) return entry('css', 'types', 'length', `viewport_percentage_units_${group}`);
  return entry('css', 'types', 'length', name.startsWith('cq') ? 'container_query_length_units' : name);
}
