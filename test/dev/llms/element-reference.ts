import type { CustomElementDeclaration } from 'custom-elements-manifest/schema.d.ts';

/** What the manifest says of the element, as lists. */
export function elementReference(element: CustomElementDeclaration): string {
  const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
  const fields = members?.filter(
    (member) => member.kind === 'field' && !('attribute' in member && member.attribute !== 'value'),
  );
  const methods = members?.filter((member) => member.kind === 'method');
  return [
    `\`<${element.tagName}>\`, registered by \`import 'araucaria-connect'\` or the script tag. ${oneLine(element.summary ?? element.description)}\n`,
    list('Attributes; each has a property in camel case', attributes),
    list('Further properties', fields),
    list('Methods', methods),
    list('Events; all bubble and cross shadow roots', events),
    list('Slots', slots),
    list('Parts', cssParts),
    list('Custom properties', cssProperties),
    list('States, in `:state(…)`', cssStates),
  ].join('\n');
}

type Item = {
  name: string;
  description?: string | undefined;
  default?: string | undefined;
  type?: { text: string } | undefined;
  parameters?: readonly { name: string; type?: { text: string } | undefined }[] | undefined;
  return?: { type?: { text: string } | undefined } | undefined;
};

function list(heading: string, items: readonly Item[] = []): string {
  return `${heading}:\n\n${items.map((item) => `- ${signature(item)}: ${oneLine(item.description)}\n`).join('')}`;
}

function signature({ name, type, parameters, return: result, default: initial }: Item): string {
  const takes = result ? `(${parameters?.map((one) => `${one.name}: ${one.type?.text}`).join(', ') ?? ''})` : '';
  const text = type?.text ?? result?.type?.text;
  const kind = text === undefined ? '' : `: ${text}`;
  const standard =
    initial && initial !== `''` && initial !== 'false' ? ` (default ${initial.replaceAll(`'`, '')})` : '';
  return `\`${name || '(default)'}${takes}${kind}\`${standard}`;
}

function oneLine(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}
