import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { chromiumArgs, findChromium } from '../../../config/browsers.ts';
import { scriptRoute, serve, tokenRoute, type Route } from '../../../support/serve.ts';

/** Prerenders the page with the button, and then navigates to it. */
const start = `<script type="speculationrules">{ "prerender": [{ "urls": ["/page"], "eagerness": "immediate" }] }</script>
  <script>fetch('/prerendered').then(() => { location.href = '/page'; });</script>`;

/** Reports each step to the server. A click follows as soon as the page is shown. */
const page = `<script>const report = (step) => fetch('/report?' + encodeURIComponent(step));</script>
  <script src="/bundle.js"></script>
  <araucaria-connect-button token-endpoint="/token" widget-src="ORIGIN/widget.js" preload="eager"></araucaria-connect-button>
  <script>
    for (const name of ['araucaria-success', 'araucaria-exit'])
      addEventListener(name, ({ detail }) => report(name + ' ' + (detail.connectionId ?? detail.error?.code)));
    addEventListener('load', () => report(document.prerendering ? 'prerendered' : 'loaded'));
    document.addEventListener('prerenderingchange', async () => {
      await report('activated');
      document.querySelector('araucaria-connect-button').click();
    });
  </script>`;

const widget = `window.Araucaria = {
  open({ connectionId, onSuccess }) { setTimeout(() => onSuccess({ connectionId })); },
};`;

// A Chromium of its own: one that Playwright controls prerenders nothing.
test('a prerendered page requests no token until it is shown, and then works', async () => {
  const steps: string[] = [];
  const prerendered = Promise.withResolvers<void>();
  const report: Route = (request, response) => {
    const step = decodeURIComponent(request.url?.split('?')[1] ?? '');
    steps.push(step);
    if (step === 'prerendered') prerendered.resolve();
    response.end();
  };
  const served = await serve({
    '/': start,
    '/page': (request, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(page.replace('ORIGIN', `http://${request.headers.host}`)),
    '/prerendered': (_request, response) => void prerendered.promise.then(() => response.end()),
    '/report': report,
    '/bundle.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
    '/widget.js': scriptRoute(widget),
    '/token': tokenRoute,
  });
  const profile = `--user-data-dir=${test.info().outputPath('profile')}`;
  const args = [...chromiumArgs, '--headless', '--remote-debugging-port=0', profile, served.origin];
  const chromium = spawn(await findChromium(), args, { stdio: 'ignore' });
  const gone = once(chromium, 'exit');
  try {
    await expect.poll(() => steps.at(-1)).toMatch(/^araucaria-/);
    expect(steps).toEqual(['prerendered', 'activated', 'araucaria-success conn_small']);
    const reportedOrToken = served.requests.filter((path) => ['/report', '/token'].includes(path));
    expect(reportedOrToken).toEqual(['/report', '/report', '/token', '/report']);
  } finally {
    chromium.kill();
    await gone;
    await served.close();
  }
});
