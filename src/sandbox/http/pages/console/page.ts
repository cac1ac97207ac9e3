import { html } from 'hono/html';
import type { RecentRequest } from '../../../runtime/recent-requests.ts';
import type { Markup } from '../markup.ts';
import { connectionsView, type ConnectionRow } from './connections-view.ts';
import { requestsView } from './requests-view.ts';
import { testNamesView } from './test-names-view.ts';
import { webhooksView, type WebhooksState } from './webhooks-view.ts';

/** The state that the page shows. */
export type ConsoleState = {
  appName: string;
  /** A page of the application; null if it is not known. */
  appUrl: string | null;
  origin: string;
  /** The id that the page shows alone; empty for everything. */
  find: string;
  /** The time of the sandbox's clock, in ms since the epoch. */
  now: number;
  connections: readonly ConnectionRow[];
  webhooks: WebhooksState;
  requests: readonly RecentRequest[];
};

/** Where `npm start` runs the demo. */
const demoUrl = 'http://localhost:5173/';

/** The page that shows the state of the sandbox, with actions to change it. Its script updates it; it also works without. */
export function consolePage({
  appName,
  appUrl,
  origin,
  find,
  now,
  connections,
  webhooks,
  requests,
}: ConsoleState): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>Araucaria sandbox</title>
        <link rel="stylesheet" href="/sandbox/console.css" />
        <script src="/sandbox/console.js" type="module"></script>
      </head>
      <body>
        <header>
          <h1>Araucaria sandbox</h1>
          <p>
            An Araucaria on your own machine, at <code>${origin}</code>, for <strong>${appName}</strong>. No bank here
            is real.
          </p>
          <nav aria-label="Sandbox">
            <a href="/sandbox/api">Read and try its API</a>
            <a href="${appUrl ?? demoUrl}" target="_blank">Open ${appUrl === null ? 'the demo' : appName}</a>
            <a href="#requests">Requests</a>
            <a href="#test-names">Test names</a>
          </nav>
        </header>
        <form role="search" class="find">
          <label for="find">Find by the id of a request, a connection or a webhook</label>
          <input id="find" name="find" type="search" value="${find}" autocomplete="off" spellcheck="false" />
          <button>Find</button>
          ${find === '' ? '' : html`<a href="/sandbox/">Show everything</a>`}
        </form>
        <main>
          ${sectionView('connections', 'Connections', connectionsView(connections, now, find))}
          ${sectionView('requests', 'Requests', requestsView(requests, find))}
          ${sectionView('webhooks', 'Webhooks', webhooksView(webhooks))}
          ${sectionView('test-names', 'Test names', testNamesView())}
        </main>
        <div id="news" role="log" aria-label="Changes"></div>
      </body>
    </html>`;
}

function sectionView(id: string, heading: string, content: Markup): Markup {
  return html`<section class="${id}">
    <h2>${heading}</h2>
    <div id="${id}" data-live tabindex="-1">${content}</div>
  </section>`;
}
