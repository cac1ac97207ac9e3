import { STATUS_CODES } from 'node:http';
import { html } from 'hono/html';
import type { Operation } from '../../api/operation.ts';
import { bearers } from '../../api/tags-and-security.ts';
import { nameOf } from '../../openapi/components.ts';
import { problemsOf } from '../../openapi/describe-operation.ts';
import type { Markup } from '../markup.ts';
import { inlineCode, schemaLink } from './schema-view.ts';
import { trialView, type TrialView } from './trial-view.ts';

/** One operation: its description, its parameters and answers, and a form to try it. */
export function operationView(operation: Operation, trial: TrialView): Markup {
  const { operationId, method, path, summary, description, security, parameters = [], body } = operation;
  return html`<article id="${operationId}" aria-labelledby="${operationId}-summary">
    <h3 id="${operationId}-summary">${summary}</h3>
    <p class="call"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    ${description ? html`<p>${inlineCode(description)}</p>` : ''}
    <dl>
      <dt>Authorization</dt>
      <dd>${security ? inlineCode(`Bearer. ${bearers[security]}`) : 'None.'}</dd>
      ${parameters.map(
        (parameter) =>
          html`<dt><code>${parameter.name}</code> <small>${parameter.in}, optional</small></dt>
            <dd>${inlineCode(parameter.description)}</dd>`,
      )}
      ${
        body
          ? html`<dt>Body${body.optional ? html` <small>optional</small>` : ''}</dt>
              <dd>${schemaLink(nameOf(body.schema))}</dd>`
          : ''
      }
    </dl>
    ${answersView(operation)} ${trialView(operation, trial)}
  </article>`;
}

function answersView(operation: Operation): Markup {
  const { status, description, schema } = operation.answer;
  return html`<details>
    <summary>Answers</summary>
    <dl>
      <dt>${statusView(status)}</dt>
      <dd>${inlineCode(description)} ${schema ? schemaLink(nameOf(schema)) : ''}</dd>
      ${problemsOf(operation).map(
        ([problem, reason]) =>
          html`<dt>${statusView(Number(problem))}</dt>
            <dd>${inlineCode(reason)}</dd>`,
      )}
    </dl>
  </details>`;
}

/** A status with its text: `201 Created`. */
export function statusView(status: number): Markup {
  return html`<code class="${status < 400 ? 'good' : 'bad'}">${status}</code> ${STATUS_CODES[status]}`;
}
