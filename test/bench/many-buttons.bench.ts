// The time that a page with 1,000 buttons takes: create and show them, then remove them. Ours beside plain buttons, the
// least that Lit can do, and the elements of others; each in a page of its own, in turns.
import { readFileSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { bundle } from '../support/bundle.ts';
import { scriptRoute, serve } from '../support/serve.ts';
import { percentile, printTable } from './table.ts';

const count = 1_000;
const rounds = 15;

/** A module, and the expression that makes one button with it. */
type Contender = { module: string; button: string };

const element = (tag: string, attributes: Record<string, string> = {}, label = ''): string =>
  `make(${JSON.stringify(tag)}, ${JSON.stringify(attributes)}, ${JSON.stringify(label)})`;

const label = 'Connect your bank';
const contenders: Record<string, Contender> = {
  'plain <button>': { module: '', button: element('button', { type: 'button' }, label) },
  'Lit, one template': {
    module: `
      import { LitElement, html } from 'lit';
      class LitButton extends LitElement { render() { return html\`<button type="button">${label}</button>\`; } }
      customElements.define('lit-button', LitButton);`,
    button: element('lit-button'),
  },
  'araucaria-connect-button': {
    module: '',
    button: element('araucaria-connect-button', { 'token-endpoint': '/token' }),
  },
  'google-pay-button': {
    // Its script is not here: this is the part of it that the element calls.
    module: `
      class PaymentsClient {
        isReadyToPay() { return Promise.resolve({ result: true }); }
        createButton() { return make('button', { type: 'button' }, '${label}'); }
      }
      globalThis.google = { payments: { api: { PaymentsClient } } };
      import '@google-pay/button-element';`,
    button: `Object.assign(${element('google-pay-button', { environment: 'TEST' })},
      { paymentRequest: { apiVersion: 2, apiVersionMinor: 0, allowedPaymentMethods: [], merchantInfo: {} } })`,
  },
  'Web Awesome, wa-button': {
    module: `import '@awesome.me/webawesome/dist/components/button/button.js';`,
    button: element('wa-button', {}, label),
  },
  'altcha-widget': {
    module: `import 'altcha';`,
    button: element('altcha-widget', { challenge: '/challenge', auto: 'off' }),
  },
};

/** The functions of the page that the bench calls. */
const pageScript = `
  function make(tag, attributes, label) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (label) element.append(label);
    return element;
  }
  // After all microtasks and what they add.
  const turn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  async function measure(button, count) {
    const place = document.body.appendChild(document.createElement('div'));
    gc();
    const begun = performance.now();
    for (let index = 0; index < count; index += 1) place.append(button());
    await turn();
    place.getBoundingClientRect();
    const shown = performance.now();
    place.replaceChildren();
    await turn();
    document.body.getBoundingClientRect();
    const removed = performance.now();
    place.remove();
    return [shown - begun, removed - shown];
  }`;

const scripts: Record<string, string> = {};
for (const [name, { module }] of Object.entries(contenders)) {
  scripts[name] = module ? await bundle(module) : '';
}
scripts['araucaria-connect-button'] = readFileSync('dist/araucaria-connect-button.js', 'utf8');

const names = Object.keys(contenders);
const routes = names.flatMap((name, index) => [
  [`/${index}`, `<!doctype html><html lang="en"><body><script src="/${index}.js"></script>`] as const,
  [`/${index}.js`, scriptRoute(`${pageScript}\n;${scripts[name]}`)] as const,
]);
const server = await serve(Object.fromEntries(routes));
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: chromiumArgs,
});

const pages: Page[] = [];
for (const index of names.keys()) {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/${index}`);
  pages.push(page);
}

/** Times to show and to remove, for each contender. */
const times = names.map((): { show: number[]; remove: number[] } => ({ show: [], remove: [] }));
for (let round = -2; round < rounds; round += 1) {
  for (const [index, name] of names.entries()) {
    const page = pages[index]!;
    await page.bringToFront();
    const [show, remove] = (await page.evaluate(`measure(() => ${contenders[name]!.button}, ${count})`)) as [
      number,
      number,
    ];
    // The first rounds compile the code.
    if (round < 0) continue;
    times[index]!.show.push(show);
    times[index]!.remove.push(remove);
  }
}
await browser.close();
await server.close();

const totals = times.map(({ show, remove }) =>
  percentile(
    show.map((time, round) => time + (remove[round] ?? 0)),
    0.5,
  ),
);
printTable(
  `${count} buttons: created and shown, then removed`,
  Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        'show, median ms': Math.round(percentile(times[index]!.show, 0.5)),
        'remove, median ms': Math.round(percentile(times[index]!.remove, 0.5)),
        'total ms': Math.round(totals[index]!),
        'times plain': (totals[index]! / totals[0]!).toFixed(1),
      },
    ]),
  ),
);
