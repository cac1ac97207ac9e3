import assert from 'node:assert/strict';

/** An update that a page gets from `/api/events`. */
export type Update = { event: string; data: unknown };

/** A user with a browser: stores the session cookie, and sends requests as the application's page does. */
export class Visitor {
  readonly #url: string;
  #cookie = '';

  constructor(hostUrl: string) {
    this.#url = hostUrl;
  }

  /** Opens the page, which starts a session. */
  async open(): Promise<Response> {
    const page = await this.get('/');
    const [cookie = ''] = (page.headers.get('Set-Cookie') ?? '').split(';');
    if (cookie) this.#cookie = cookie;
    return page;
  }

  get(path: string, signal?: AbortSignal): Promise<Response> {
    return fetch(this.#url + path, { headers: { Cookie: this.#cookie }, ...(signal && { signal }) });
  }

  /** `site` is the `Sec-Fetch-Site` header. */
  post(path: string, body: unknown = {}, site = 'same-origin'): Promise<Response> {
    return fetch(this.#url + path, {
      method: 'POST',
      headers: { Cookie: this.#cookie, 'Content-Type': 'application/json', 'Sec-Fetch-Site': site },
      body: JSON.stringify(body),
    });
  }

  /** Creates a connection, and returns its id. */
  async createConnection(): Promise<string> {
    const answer = await this.post('/api/widget-token');
    assert.equal(answer.status, 200);
    // The handler's own suite tests the shape of its answers.
    return ((await answer.json()) as { connectionId: string }).connectionId;
  }

  /** The connections that the page shows. */
  async connections(): Promise<unknown> {
    return (await this.get('/api/connections')).json();
  }

  /** The page's updates as they arrive, until `signal` aborts. */
  async *updates(signal: AbortSignal): AsyncGenerator<Update, void> {
    const { body } = await this.get('/api/events', signal);
    let text = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event = ''] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data = ''] = /^data: (.*)$/m.exec(block) ?? [];
        yield { event, data: JSON.parse(data) };
      }
    }
  }
}
