import assert from 'node:assert/strict';

/** News that a page gets from `/api/events`. */
export type News = { event: string; data: unknown };

/** Someone with a browser of their own: keeps a session cookie and sends what a page of the application would. */
export class Visitor {
  readonly #url: string;
  #cookie = '';

  constructor(hostUrl: string) {
    this.#url = hostUrl;
  }

  /** Opens the page, as each visit begins. */
  async open(): Promise<Response> {
    const page = await this.get('/');
    const [cookie = ''] = (page.headers.get('Set-Cookie') ?? '').split(';');
    if (cookie) this.#cookie = cookie;
    return page;
  }

  get(path: string, signal?: AbortSignal): Promise<Response> {
    return fetch(this.#url + path, { headers: { Cookie: this.#cookie }, ...(signal && { signal }) });
  }

  /** `site` is where the page that posts is seen from, as the browser tells it. */
  post(path: string, body: unknown = {}, site = 'same-origin'): Promise<Response> {
    return fetch(this.#url + path, {
      method: 'POST',
      headers: { Cookie: this.#cookie, 'Content-Type': 'application/json', 'Sec-Fetch-Site': site },
      body: JSON.stringify(body),
    });
  }

  /** Begins a connection, and gives its id. */
  async begin(): Promise<string> {
    const answer = await this.post('/api/widget-token');
    assert.equal(answer.status, 200);
    // The handler's own suite looks at the shape of its answers.
    return ((await answer.json()) as { connectionId: string }).connectionId;
  }

  /** The connections that the page would show. */
  async connections(): Promise<unknown> {
    return (await this.get('/api/connections')).json();
  }

  /** The page's news, as they arrive, until `signal` aborts. */
  async *news(signal: AbortSignal): AsyncGenerator<News, void> {
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
