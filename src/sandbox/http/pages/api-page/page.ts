import { html } from 'hono/html';
import type { Operation } from '../../api/operation.ts';
import { operations } from '../../api/operations.ts';
import { tags } from '../../api/tags-and-security.ts';
import { componentSchemas } from '../../openapi/components.ts';
import type { Markup } from '../markup.ts';
import { operationView } from './operation-view.ts';
import { schemaView, type Schema } from './schema-view.ts';
import type { TrialView } from './trial-view.ts';

/** The state of the page. */
export type PageState = {
  memory: TrialView['memory'];
  /** The last call; null if there was none. */
  tried: { operation: Operation; sent: NonNullable<TrialView['sent']> } | null;
};

/** The page for developers to read the sandbox's API and to try it. It needs no script. */
export function apiPage({ memory, tried }: PageState): Markup {
  const schemas = Object.entries(componentSchemas());
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${tried ? `${tried.sent.answer.status}: ${tried.operation.summary} – ` : ''}Araucaria sandbox API</title>
        <link rel="stylesheet" href="/sandbox/api.css" />
      </head>
      <body>
        <header>
          <h1>Araucaria sandbox API</h1>
          <p>
            The API of an Araucaria on your own machine. Errors are problem JSON. Also available as
            <a href="/sandbox/openapi.json">OpenAPI 3.1</a>; connections, webhooks and requests are on the
            <a href="/sandbox/">console</a>.
          </p>
        </header>
        <nav aria-label="Operations">
          ${Object.keys(tags).map(
            (tag) =>
              html`<h2>${tag}</h2>
                <ul>
                  ${operationsOf(tag).map(({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`)}
                </ul>`,
          )}
          <p><a href="#schemas">Schemas</a></p>
        </nav>
        <main>
          ${Object.entries(tags).map(
            ([tag, description]) =>
              html`<section aria-labelledby="tag-${tag}">
                <h2 id="tag-${tag}">${tag}</h2>
                <p>${description}</p>
                ${operationsOf(tag).map((operation) =>
                  operationView(operation, { memory, sent: tried?.operation === operation ? tried.sent : null }),
                )}
              </section>`,
          )}
          <section id="schemas" aria-labelledby="schemas-heading">
            <h2 id="schemas-heading">Schemas</h2>
            ${schemas.map(
              // The converter's type is of an older draft, without `prefixItems`.
              ([name, schema]) =>
                html`<article id="schema-${name}" aria-labelledby="schema-${name}-name">
                  <h3 id="schema-${name}-name">${name}</h3>
                  ${schemaView(schema as Schema)}
                </article>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
}

const operationsOf = (tag: string): Operation[] => operations.filter((operation) => operation.tag === tag);
