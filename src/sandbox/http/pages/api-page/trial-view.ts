import { STATUS_CODES } from 'node:http';
import { html } from 'hono/html';
import { withoutPrototype } from '../../../../shared/prototype-pollution.ts';
import type { Operation } from '../../api/operation.ts';
import type { Markup } from '../markup.ts';
import type { FormValues, Memory, TrialAnswer } from './trial.ts';

/** The state of an operation's form. */
export type TrialView = {
  memory: Memory;
  /** What was sent, and the answer; null if the form was not sent. */
  sent: { values: FormValues; answer: TrialAnswer; curl: string } | null;
};

/** The form that calls an operation, and the answer of the last call. */
export function trialView(operation: Operation, { memory, sent }: TrialView): Markup {
  const { operationId, path, security, parameters = [], body } = operation;
  const values = withoutPrototype({ ...suggestedValues(operation, memory), ...sent?.values });
  return html`<details ${sent ? 'open' : ''}>
    <summary>Try it</summary>
    <form method="post" action="/sandbox/api#answer">
      <input type="hidden" name="operation" value="${operationId}" />
      <input type="hidden" name="memory" value="${JSON.stringify(memory)}" />
      ${path.includes('{id}') ? textInput('id', 'id, in the path', values) : ''}
      ${security === 'apiKey' ? html`<p class="quiet">The sandbox adds its own API key.</p>` : ''}
      ${security === 'widgetToken' ? textInput('token', 'Widget token', values) : ''}
      ${security === 'attemptToken' ? textInput('token', 'Attempt token', values) : ''}
      ${parameters.map(({ name }) => textInput(name, name, values))}
      ${body ? html`<label>Body <textarea name="body" rows="${values['body']?.split('\n').length ?? 1}" spellcheck="false">${values['body']}</textarea></label>` : ''}
      <button>Send</button>
    </form>
    ${sent ? answerView(sent) : ''}
  </details>`;
}

function textInput(name: string, label: string, values: FormValues): Markup {
  return html`<label
    >${label} <input name="${name}" value="${values[name] ?? ''}" autocomplete="off" spellcheck="false"
  /></label>`;
}

function answerView({ answer, curl }: NonNullable<TrialView['sent']>): Markup {
  return html`<section id="answer" class="answer" tabindex="-1" aria-label="Answer">
    <p>
      <strong class="${answer.status < 400 ? 'good' : 'bad'}">${answer.status} ${STATUS_CODES[answer.status]}</strong>
    </p>
    <pre tabindex="0" aria-label="Headers">
${answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre>
    ${answer.text === '' ? html`<p class="quiet">No body.</p>` : html`<pre tabindex="0" aria-label="Body">${answer.text}</pre>`}
    <details>
      <summary>The same call from a terminal</summary>
      <pre tabindex="0" aria-label="Command">${curl}</pre>
    </details>
  </section>`;
}

/** Values that are likely to work: the operation's example, with ids and tokens of earlier answers. */
function suggestedValues({ path, exampleId, security, body }: Operation, memory: Memory): FormValues {
  const { connectionId, challengeId } = memory;
  const id = path.includes('/connections/') ? connectionId : exampleId;
  const token = security === 'attemptToken' ? memory.attemptToken : memory.widgetToken;
  const example = body && {
    ...body.example,
    ...('connectionId' in body.example && connectionId && { connectionId }),
    ...('challengeId' in body.example && challengeId && { challengeId }),
  };
  return {
    ...(id && { id }),
    ...(token && { token }),
    ...(example && { body: JSON.stringify(example, null, 2) }),
  };
}
