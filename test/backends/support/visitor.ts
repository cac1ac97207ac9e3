import { setTimeout as pause } from 'node:timers/promises';

/** A visitor of a backend's page, with a session. */
export type Visitor = {
  headers: { Cookie: string };
  page(): Promise<string>;
  /** Sends what the button sends. */
  askForToken(body: object): Promise<{ widgetToken: string; connectionId: string }>;
  /** Waits until the page has the text. */
  sees(text: string): Promise<void>;
};

/** Ends what hangs before the time limit of the test, which would leave the backend running. */
const hangsAfterMs = 20_000;

export async function visit(url: string): Promise<Visitor> {
  const first = await fetch(url);
  const headers = {
    Cookie: first.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
  const page = async (): Promise<string> => (await fetch(url, { headers })).text();
  return {
    headers,
    page,
    async askForToken(body) {
      const response = await fetch(`${url}/api/widget-token`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', Origin: url },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`Expected a token; ${response.status} came: ${await response.text()}`);
      return (await response.json()) as { widgetToken: string; connectionId: string };
    },
    async sees(text) {
      const end = Date.now() + hangsAfterMs;
      while (!(await page()).includes(text)) {
        if (Date.now() > end) throw new Error(`Expected “${text}” in the page; it has: ${await page()}`);
        await pause(50);
      }
    },
  };
}
