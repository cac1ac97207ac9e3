import * as v from 'valibot';
import { withoutPrototype } from '../../../../shared/prototype-pollution.ts';
import { parseJson } from '../../../runtime/parse-json.ts';
import type { Operation } from '../../api/operation.ts';

/** The ids and tokens of earlier answers, to fill in the next form. */
export type Memory = { connectionId?: string; widgetToken?: string; attemptToken?: string; challengeId?: string };

/** The values of an operation's form, by field name. */
export type FormValues = Readonly<Record<string, string>>;

/** The parts of an answer that the page shows. */
export type TrialAnswer = { status: number; headers: [name: string, value: string][]; text: string };

const shownHeaders = ['X-Request-Id', 'Content-Type', 'Location', 'Cache-Control', 'WWW-Authenticate', 'Allow'];

/** The call of a form. Its path begins with a slash. `bearer` is null if the operation needs no authorization. */
export type TrialCall = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  bearer: string | null;
};

/** The call for the values of a form. The API key is never one of the values. */
export function callOf(operation: Operation, values: FormValues, apiKey: string): TrialCall {
  const { method, parameters = [], security, body } = operation;
  const given = parameters.filter(({ name }) => values[name]);
  const query = given.filter((parameter) => parameter.in === 'query').map(({ name }) => [name, values[name] ?? '']);
  const search = query.length > 0 ? `?${new URLSearchParams(query).toString()}` : '';
  const text = values['body'] ?? '';
  return {
    method: method.toUpperCase(),
    path: operation.path.replace('{id}', encodeURIComponent(values['id'] ?? '')) + search,
    headers: {
      ...Object.fromEntries(
        given.filter((parameter) => parameter.in === 'header').map(({ name }) => [name, values[name] ?? '']),
      ),
      ...(body && text !== '' && { 'Content-Type': 'application/json' }),
    },
    body: body && text !== '' ? text : null,
    bearer: security === 'apiKey' ? apiKey : security && (values['token'] ?? ''),
  };
}

/** The call as a `curl` command, with a variable in place of the API key. */
export function curlOf(origin: string, call: TrialCall, operation: Operation): string {
  const headers = Object.entries(call.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const bearer =
    operation.security === 'apiKey'
      ? '"Authorization: Bearer $ARAUCARIA_API_KEY"'
      : quoted(`Authorization: Bearer ${call.bearer}`);
  return [
    `curl -X ${call.method} ${quoted(origin + call.path)}`,
    ...(operation.security ? [`-H ${bearer}`] : []),
    ...headers,
    ...(call.body === null ? [] : [`-d ${quoted(call.body)}`]),
  ].join(' \\\n  ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The parts of a response that the page shows. */
export async function answerOf(response: Response): Promise<TrialAnswer> {
  const text = await response.text();
  const headers = shownHeaders.flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    status: response.status,
    headers,
    text: response.headers.get('Content-Type')?.includes('json') ? indented(text) : text,
  };
}

const indented = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);

const challenge = v.exactOptional(v.object(withoutPrototype({ id: v.string() })));

const remembered = v.fallback(
  v.object(
    withoutPrototype({
      connectionId: v.exactOptional(v.string()),
      widgetToken: v.exactOptional(v.string()),
      attemptToken: v.exactOptional(v.string()),
      challenge,
      attempt: v.exactOptional(v.object(withoutPrototype({ challenge }))),
    }),
  ),
  {},
);

/** Adds the ids and tokens of an answer. */
export function remember(memory: Memory, { status, text }: TrialAnswer): Memory {
  if (status >= 400 || text === '') return memory;
  const { challenge: open, attempt, ...found } = withoutPrototype(v.parse(remembered, parseJson(text)));
  const challengeId = (open ?? (attempt && withoutPrototype(attempt).challenge))?.id;
  return { ...memory, ...found, ...(challengeId !== undefined && { challengeId }) };
}
