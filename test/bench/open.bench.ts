// The time from the click to a usable bank list, with 150 ms round trip to the host's backend and to Araucaria: the button
// with each of its preloads, beside the snippet in Araucaria's documentation; and both for a visitor who comes back.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { startLatencyProxy } from '../support/latency-proxy.ts';
import { scriptRoute, serve } from '../support/serve.ts';
import { percentile, printTable } from './table.ts';

const roundTripMs = 150;
const rounds = 9;
const apiKey = 'arau_bench_key';

const sandbox = await startSandbox({ port: 0, database: ':memory:', apiKey });
const araucaria = await startLatencyProxy(sandbox.url, roundTripMs / 2);
const script = `${araucaria.origin}/widget/araucaria-connect.js`;
const button = (preload: string): string =>
  `<script src="/button.js"></script>
   <araucaria-connect-button token-endpoint="/token" widget-src="${script}" preload="${preload}"></araucaria-connect-button>`;

const backend = await serve({
  '/none': button('none'),
  '/intent': button('intent'),
  '/visible': button('visible'),
  '/eager': button('eager'),
  // The documented snippet: the script in the page, a token on the click, then the widget.
  '/snippet': `<script src="${script}"></script>
    <button>Connect</button>
    <script>
      document.querySelector('button').addEventListener('click', async () => {
        const response = await fetch('/token', { method: 'POST', headers: { 'Content-Type': 'application/json' } });
        const { widgetToken, connectionId } = await response.json();
        Araucaria.open({ token: widgetToken, connectionId, onSuccess() {}, onExit() {} });
      });
    </script>`,
  '/button.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
  async '/token'(_request, response) {
    const answer = await fetch(`${sandbox.url}/v1/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(await answer.text());
  },
});
const host = await startLatencyProxy(backend.origin, roundTripMs / 2);

/** Records the time of the click, and in the frame the time at which the list was painted. */
function observe(): void {
  // oxlint-disable-next-line consistent-function-scoping -- the function travels to the browser whole
  const now = (): number => performance.timeOrigin + performance.now();
  document.addEventListener('click', () => Object.assign(globalThis, { clicked: now() }), { capture: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[role="option"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => Object.assign(globalThis, { usable: now() }));
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** How long a user looks at the page, or hovers, before the click. */
const lookMs = 1_500;

/** Opens a page and the widget, and returns the time in between. */
async function clickToList(page: Page, path: string): Promise<number> {
  await page.addInitScript(observe);
  // `localhost` is another site than the sandbox's `127.0.0.1`.
  await page.goto(host.origin.replace('127.0.0.1', 'localhost') + path);
  const control = page.getByRole('button');
  if (path === '/intent') await control.hover();
  await pause(lookMs);
  await control.click();
  for (;;) {
    // The page may have had another frame, which fetches the page of this one.
    const frame = page.frames().find((each) => each.url().endsWith('/frame/index.html'));
    const usable = (await frame?.evaluate('globalThis.usable').catch(() => undefined)) as number | undefined;
    if (usable !== undefined) return usable - ((await page.evaluate('clicked')) as number);
    await pause(5);
  }
}

const names: Record<string, string> = {
  '/none': 'the button, preload="none"',
  '/intent': 'the button, preload="intent", hovered',
  '/visible': 'the button, preload="visible"',
  '/eager': 'the button, preload="eager"',
  '/snippet': "the documentation's snippet",
};

const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
const first: Record<string, number[]> = {};
const repeated: Record<string, number[]> = {};
for (let round = 0; round < rounds; round += 1) {
  for (const path of Object.keys(names)) {
    // With a cache of its own.
    const context = await browser.newContext();
    for (const times of [first, repeated]) {
      const page = await context.newPage();
      (times[path] ??= []).push(await clickToList(page, path));
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await Promise.all([host.close(), araucaria.close(), backend.close(), sandbox.close()]);

const snippet = percentile(first['/snippet'] ?? [], 0.5);
const rows = Object.entries(names).map(([path, name]) => {
  const [measured, again] = [first[path] ?? [], repeated[path] ?? []];
  const median = percentile(measured, 0.5);
  return [
    name,
    {
      runs: measured.length,
      'median ms': Math.round(median),
      'slowest ms': Math.round(Math.max(...measured)),
      'of the snippet': Number((median / snippet).toFixed(2)),
      'next visit, median ms': Math.round(percentile(again, 0.5)),
    },
  ] as const;
});
printTable(
  `Opening: click to a bank list that can be used, ${roundTripMs} ms round trip to both servers`,
  Object.fromEntries(rows),
);
