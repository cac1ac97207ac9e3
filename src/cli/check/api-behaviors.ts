import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { maxResponseBytes, maxTokenLength } from '../../shared/limits.ts';

/** How the stand-in for the API answers one call. `title` completes “while the API …”. */
export type ApiBehavior = {
  title: string;
  answer(response: ServerResponse): void;
};

/** Words in the stand-in's answers that no answer of the endpoint may have. */
export const apiWords = 'words of the API, not for browsers';

/** What looks like an API key, in answers of the stand-in. */
export const strayKey = 'arau_stray_key_of_the_check';

const newToken = (): string => `wtk_${randomUUID()}`;

/** The answer to a call that succeeds. Only two of its members are for the browser. */
const goodAnswer = (): Record<string, unknown> => ({
  connectionId: `conn_${randomUUID()}`,
  widgetToken: newToken(),
  institutionId: null,
  internal: apiWords,
});

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

export const succeeds: ApiBehavior = {
  title: 'succeeds',
  answer: (response) => sendJson(response, goodAnswer(), 201),
};

/** Answers a status, with a text that must not be passed on. */
export const answersStatus = (status: number, headers: Record<string, string> = {}): ApiBehavior => ({
  title: `answers ${[status, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join(', ')}`,
  answer(response) {
    response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ status, detail: apiWords }));
  },
});

/** Where the stand-in redirects to. A call of it means that the redirect was followed, with the key. */
export const redirectTarget = '/elsewhere';

export const redirects = (status: number): ApiBehavior => ({
  title: `answers ${status} with a Location`,
  answer: (response) => void response.writeHead(status, { Location: redirectTarget }).end(),
});

/** Answers a token with other members. */
const answersWith = (title: string, members: Record<string, unknown>): ApiBehavior => ({
  title: `answers ${title}`,
  answer: (response) => sendJson(response, { ...goodAnswer(), ...members }),
});

const answersText = (title: string, text: string, type = 'application/json'): ApiBehavior => ({
  title: `answers ${title}`,
  answer: (response) => void response.writeHead(200, { 'Content-Type': type }).end(text),
});

export const resets: ApiBehavior = {
  title: 'resets the connection',
  answer: (response) => void response.socket?.resetAndDestroy(),
};

export const isSilent: ApiBehavior = { title: 'never answers', answer: () => {} };

/** A time limit for each read never ends such an answer. */
export const drips: ApiBehavior = {
  title: 'sends its answer a byte at a time, and never ends it',
  answer(response) {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  },
};

/** Successes without a usable token. */
export const nonsense: readonly ApiBehavior[] = [
  answersText('a page of HTML', `<p>${apiWords}</p>`, 'text/html'),
  answersText('an empty body', ''),
  answersText('null', 'null'),
  answersText('an array', `[${JSON.stringify(goodAnswer())}]`),
  answersWith('without a widgetToken', { widgetToken: undefined }),
  answersWith('with a number as widgetToken', { widgetToken: 7 }),
  answersWith('with an empty widgetToken', { widgetToken: '' }),
  answersWith(`with a widgetToken of ${maxTokenLength + 1} characters`, {
    widgetToken: 'w'.repeat(maxTokenLength + 1),
  }),
  answersWith('with a line break in its widgetToken', { widgetToken: 'wtk\r\nSet-Cookie: a=b' }),
];

/** Successes whose connection could not be named in a URL. */
export const unusableIds: readonly ApiBehavior[] = [
  answersWith('without a connectionId', { connectionId: undefined }),
  answersWith('with a number as connectionId', { connectionId: 7 }),
  answersWith('with the connectionId ../admin', { connectionId: '../admin' }),
];

export const isTooLarge: ApiBehavior = answersWith('more than 64 KiB', { internal: 'x'.repeat(maxResponseBytes) });

export const strayKeys: readonly ApiBehavior[] = [
  answersWith('with an API key as widgetToken', { widgetToken: strayKey }),
  answersWith('with an API key as connectionId', { connectionId: strayKey }),
];
