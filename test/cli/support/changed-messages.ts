// Requests and answers that differ in one thing.

/** Null removes a header. */
type Changes = Record<string, string | null>;

function changed(from: Headers, changes: Changes): Headers {
  const headers = new Headers(from);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return headers;
}

export const requestWith = (request: Request, changes: Changes): Request =>
  new Request(request, { headers: changed(request.headers, changes) });

export const requestOf = (request: Request, body: string): Request =>
  new Request(request.url, {
    method: request.method,
    headers: changed(request.headers, { 'Content-Length': null, 'Transfer-Encoding': null }),
    body,
  });

export const withHeaders = (answer: Response, changes: Changes): Response =>
  new Response(answer.body, { status: answer.status, headers: changed(answer.headers, changes) });

/** Other members in its JSON; undefined removes one. */
export async function withMembers(answer: Response, members: Record<string, unknown>): Promise<Response> {
  const body = { ...((await answer.json()) as object), ...members };
  return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
}

/** The button's code of a failure; `token-request-rejected` for all others. */
const codes: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'connection-not-found',
  409: 'connection-not-repairable',
};

/** A failure that is right but for its status. */
export function failure(answer: Response, status: number): Response {
  const body = {
    type: 'about:blank',
    title: 'Title',
    status,
    detail: 'Detail.',
    code: codes[status] ?? 'token-request-rejected',
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: changed(answer.headers, {
      'Content-Type': 'application/problem+json',
      Allow: status === 405 ? 'POST' : null,
    }),
  });
}

/** A token that is right but for coming at all. */
export const success = (answer: Response, connectionId: unknown = 'conn_1'): Response =>
  new Response(JSON.stringify({ widgetToken: 'wtk_1', connectionId }), {
    headers: changed(answer.headers, { 'Content-Type': 'application/json', Allow: null }),
  });
