// The application under test: a page with the button, and the backend behind it.
import { readFile } from 'node:fs/promises';
import { createTokenHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { html } from 'hono/html';

/** The Araucaria to use: the real one, or a sandbox. */
export type Araucaria = { url: string; apiKey: string; widgetSrc: string };

const buttonScript = new URL('dist/araucaria-connect-button.js', import.meta.resolve('araucaria-connect/package.json'));

/** The application. It has one user, and stores the user's connections. */
export function createApp({ url, apiKey, widgetSrc }: Araucaria): Hono {
  const connections = new Set<string>();
  const mintWidgetToken = createTokenHandler({
    apiKey,
    apiUrl: url,
    authorize: (_request, { connectionId }) => connectionId === null || connections.has(connectionId),
    onConnectionCreated: ({ connectionId }) => void connections.add(connectionId),
  });

  /** The status according to Araucaria. The browser's event is only a hint. */
  async function statusOf(connectionId: string): Promise<string> {
    const headers = { Authorization: `Bearer ${apiKey}` };
    const response = await fetch(`${url}/v1/connections/${connectionId}`, { headers });
    const { status } = (await response.json()) as { status: string };
    return status;
  }

  const app = new Hono();
  app.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
  app.get('/araucaria-connect-button.js', async (context) =>
    context.body(await readFile(buttonScript, 'utf8'), 200, { 'Content-Type': 'text/javascript' }),
  );
  app.get('/', async (context) => {
    const banks = await Promise.all([...connections].map(async (id) => ({ id, status: await statusOf(id) })));
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <title>Piñón</title>
          <script async src="/araucaria-connect-button.js"></script>
          <h1>Your banks</h1>
          <ul>
            ${banks
              .filter(({ status }) => status !== 'PENDING')
              .map(
                ({ id, status }) => html`<li>${status} ${status === 'FAILED_AUTH' ? button(widgetSrc, id) : ''}</li>`,
              )}
          </ul>
          ${button(widgetSrc)}
          <output></output>
          <script>
            addEventListener('araucaria-success', () => location.reload());
            addEventListener('araucaria-exit', ({ detail }) => {
              document.querySelector('output').value = detail.error ? 'Not linked: ' + detail.error.code : 'Not linked';
            });
          </script>
        </html>`,
    );
  });
  return app;
}

function button(widgetSrc: string, connectionId = ''): ReturnType<typeof html> {
  /* oxlint-disable lit/quoted-expressions -- this `html` is Hono's, and writes what it is given between the quotes */
  return html`<araucaria-connect-button
    token-endpoint="/api/widget-token"
    widget-src="${widgetSrc}"
    connection-id="${connectionId}"
  ></araucaria-connect-button>`;
}
