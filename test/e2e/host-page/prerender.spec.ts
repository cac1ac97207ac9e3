import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { chromiumArgs, findChromium } from '../../config/browsers.ts';
import { scriptRoute, serve, tokenRoute, type Route } from '../../support/serve.ts';

/** Has the page with the button prerendered, and goes to it when that is done. */
const start = `<script type="speculationrules">{ "prerender": [{ "urls": ["/page"], "eagerness": "immediate" }] }</script>
  <script>fetch('/prerendered').then(() => { location.href = '/page'; });</script>`;

/** Tells the server what happens. Its user clicks as soon as they see it. */
const page = `<script>const tell = (what) => fetch('/tell?' + encodeURIComponent(what));</script>
  <script src="/bundle.js"></script>
  <araucaria-connect-button token-endpoint="/token" widget-src="ORIGIN/widget.js" preload="eager"></araucaria-connect-button>
  <script>
    for (const name of ['araucaria-success', 'araucaria-exit'])
      addEventListener(name, ({ detail }) => tell(name + ' ' + (detail.connectionId ?? detail.error?.code)));
    addEventListener('load', () => tell(document.prerendering ? 'prerendered' : 'loaded'));
    document.addEventListener('prerenderingchange', async () => {
      await tell('activated');
      document.querySelector('araucaria-connect-button').click();
    });
  </script>`;

const widget = `window.Araucaria = {
  open({ connectionId, onSuccess }) { setTimeout(() => onSuccess({ connectionId })); },
};`;

// By itself: a Chromium that Playwright drives prerenders nothing.
test('button 23: a page that was prerendered asks for no token until it is shown, and works then', async () => {
  const story: string[] = [];
  const prerendered = Promise.withResolvers<void>();
  const tell: Route = (request, response) => {
    const what = decodeURIComponent(request.url?.split('?')[1] ?? '');
    story.push(what);
    if (what === 'prerendered') prerendered.resolve();
    response.end();
  };
  const served = await serve({
    '/': start,
    '/page': (request, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(page.replace('ORIGIN', `http://${request.headers.host}`)),
    '/prerendered': (_request, response) => void prerendered.promise.then(() => response.end()),
    '/tell': tell,
    '/bundle.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
    '/widget.js': scriptRoute(widget),
    '/token': tokenRoute,
  });
  const profile = `--user-data-dir=${test.info().outputPath('profile')}`;
  const args = [...chromiumArgs, '--headless', '--remote-debugging-port=0', profile, served.origin];
  const chromium = spawn(await findChromium(), args, { stdio: 'ignore' });
  const gone = once(chromium, 'exit');
  try {
    await expect.poll(() => story.at(-1)).toMatch(/^araucaria-/);
    expect(story).toEqual(['prerendered', 'activated', 'araucaria-success conn_small']);
    const asked = served.requests.filter((path) => ['/tell', '/token'].includes(path));
    expect(asked).toEqual(['/tell', '/tell', '/token', '/tell']);
  } finally {
    chromium.kill();
    await gone;
    await served.close();
  }
});
