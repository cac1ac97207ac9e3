import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** The parts of JSON Schema that the document uses. */
export type Schema = {
  $ref?: string;
  type?: string;
  description?: string;
  const?: unknown;
  enum?: readonly unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: boolean | Schema;
  prefixItems?: readonly Schema[];
};

/** The name of a schema, as a link to its members. */
export const schemaLink = (name: string): Markup => html`<a href="#schema-${name}">${name}</a>`;

/** A schema: its type in a few words, and the members of an object as a list. */
export function schemaView(schema: Schema): Markup {
  const { properties, oneOf, required = [] } = schema;
  if (oneOf)
    return html`<ul class="variants">
      ${oneOf.map((variant) => html`<li>${schemaView(variant)}</li>`)}
    </ul>`;
  if (!properties) return html`<p>${typeOf(schema)}</p>`;
  const members = Object.entries(properties);
  if (members.length === 0) return html`<p>An object without members.</p>`;
  return html`<dl>
    ${members.map(
      ([name, member]) =>
        html`<dt><code>${name}</code>${required.includes(name) ? '' : html` <small>optional</small>`}</dt>
          <dd>${typeOf(member)}${descriptionOf(member)}${nestedIn(member)}</dd>`,
    )}
  </dl>`;
}

/** The type of a schema, in a few words. */
export function typeOf(schema: Schema): Markup {
  if (schema.$ref) return schemaLink(schema.$ref.split('/').at(-1) ?? '');
  if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return either(schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`));
  if (schema.anyOf) return either(schema.anyOf.map(typeOf));
  if (schema.prefixItems)
    return html`a list of ${schema.prefixItems.length}:
    ${schema.prefixItems.map((item, index) => html`${index > 0 ? ', ' : ''}${typeOf(item)}`)}`;
  if (schema.type === 'array')
    return html`a list${typeof schema.items === 'object' ? html` of ${typeOf(schema.items)}` : ''}`;
  if (typeof schema.additionalProperties === 'object') return html`a map to ${typeOf(schema.additionalProperties)}`;
  return html`${schema.format ?? schema.type ?? 'anything'}${limitsOf(schema)}`;
}

function limitsOf({ pattern, minimum, maximum, maxLength }: Schema): Markup {
  return html`${pattern === undefined ? '' : html` like <code>${pattern}</code>`}
  ${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}
  ${maxLength === undefined ? '' : ` of at most ${maxLength} characters`}`;
}

function descriptionOf(schema: Schema): Markup {
  const description = schema.description ?? schema.anyOf?.find((choice) => choice.description)?.description;
  return description === undefined ? html`` : html`. ${inlineCode(description)}`;
}

/** The members of objects whose schema has no name. */
function nestedIn({ items, anyOf, properties, required = [] }: Schema): Markup {
  if (typeof items === 'object' && items.properties) return schemaView(items);
  const nested = anyOf?.find((choice) => choice.properties);
  if (nested) return schemaView(nested);
  return properties ? schemaView({ properties, required }) : html``;
}

function either(choices: readonly Markup[]): Markup {
  return html`${choices.map((choice, index) => html`${index > 0 ? ' or ' : ''}${choice}`)}`;
}

/** Text with Markdown's `code`, the only markup that the document uses. */
export function inlineCode(text: string): Markup {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
