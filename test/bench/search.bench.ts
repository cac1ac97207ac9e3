// The time from a key press to painted results, in Chromium with its CPU slowed four times and a sandbox with 12,000
// institutions. A minimal page with the same search shows how much of it the machine takes.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launch, type KeyInput } from 'puppeteer-core';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import type { Found } from '../../src/widget/frame/steps/institution/institution-search.ts';
import type { InstitutionStep } from '../../src/widget/frame/steps/institution/institution-step.ts';
import { percentile, printTable } from './table.ts';

const slowdown = 4;
/** The time between two key presses of a fast typist. */
const keyIntervalMs = 150;
const queries = [
  'banco lapacho',
  'coop quillay',
  'jequitiba',
  'maiten',
  'financiera ulmo',
  'tesoreria',
  'banko alerce',
  'credito andino',
  'nirre',
  'caja del bosque',
  'mutual rauli',
  '10342',
  'fondo costero',
  'casa timbo',
  'aroeira del sur',
];

type Page = typeof globalThis & { times: number[]; shown(query: string): void };

/** Records, for each key press, the time until the results for the text in the field were painted. */
function observe(): void {
  const page = globalThis as Page;
  let pressed = 0;
  page.times = [];
  document.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true });
  page.shown = (query) => {
    if (!pressed || query !== document.querySelector('input')?.value.trim()) return;
    const begun = pressed;
    pressed = 0;
    requestAnimationFrame(() => {
      // The message arrives after the frame of this callback was painted.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => page.times.push(performance.now() - begun));
      port1.start();
      port2.postMessage(null);
    });
  };
}

/** Watches the widget's own list: renders of the step after a result. */
function watchWidget(): void {
  const step = document.querySelector<InstitutionStep>('institution-step');
  if (!step) return;
  const { search } = step.props;
  let foundQuery = '';
  const { listen } = search;
  search.listen = (listener) => {
    const onFound = (found: Found): void => {
      foundQuery = found.query.text;
      listener?.onFound(found);
    };
    listen.call(search, listener && { ...listener, onFound });
  };
  // Registers the step's listener again.
  step.disconnectedCallback();
  step.connectedCallback();
  const { performUpdate } = step as unknown as { performUpdate(): void };
  Object.assign(step, {
    performUpdate(): void {
      performUpdate.call(step);
      (globalThis as Page).shown(foundQuery);
    },
  });
}

/** Replaces the widget by a minimal page: a field, and the names from the same API, without styles. */
function replaceWidget(): void {
  const [input, list] = [document.createElement('input'), document.createElement('ul')];
  input.id = 'search';
  for (const sheet of document.querySelectorAll('style')) sheet.remove();
  document.body.replaceChildren(input, list);
  let searched = '';
  const find = async (): Promise<void> => {
    const query = input.value.trim();
    // A space at the end makes no other query: the widget does not search again either.
    if (query === searched) return;
    searched = query;
    const answer = await fetch(`../api/institutions?limit=5&q=${encodeURIComponent(query)}`);
    const { institutions } = (await answer.json()) as { institutions: { name: string }[] };
    if (query !== input.value.trim()) return;
    const rows = institutions.map(({ name }) => Object.assign(document.createElement('li'), { textContent: name }));
    list.replaceChildren(...rows);
    (globalThis as Page).shown(query);
  };
  input.addEventListener('input', () => void find());
}

// In another process: in this one, handling the browser's messages would delay its responses.
const demo = fork(join(import.meta.dirname, 'support/demo-server.ts'));
const [hostUrl] = (await once(demo, 'message')) as [string];
// Network events stay off: they take more of the page's main thread than the search.
const browser = await launch({
  executablePath: await findChromium(),
  args: chromiumArgs,
  networkEnabled: false,
  defaultViewport: { width: 1280, height: 800 },
});

/** Makes each search once: the sandbox keeps some results, and whoever is measured first would be slower. */
async function warmSearch(frameUrl: string): Promise<void> {
  for (const query of queries) {
    for (let length = 1; length <= query.length; length += 1) {
      const q = encodeURIComponent(query.slice(0, length).trim());
      await fetch(new URL(`../api/institutions?limit=5&q=${q}`, frameUrl));
    }
  }
}

/** The times of all key presses, with the frame's CPU slowed and `prepare` run in it. */
async function measure(rate: number, prepare: () => void): Promise<number[]> {
  const page = await browser.newPage();
  await page.goto(hostUrl);
  await page.locator('#connect').click();
  const target = await browser.waitForTarget((each) => each.url().endsWith('/widget/frame/index.html'));
  await warmSearch(target.url());
  const session = await target.createCDPSession();
  const evaluate = async (expression: string): Promise<unknown> =>
    (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  const until = async (expression: string): Promise<void> => {
    while (!(await evaluate(expression))) await setTimeout(5);
  };
  await until("document.querySelector('[role=option]') !== null");
  await evaluate(`(${observe.toString()})(); (${prepare.toString()})()`);
  await evaluate("document.querySelector('#search').focus()");
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  for (const query of queries) {
    for (const letter of query) {
      await page.keyboard.press(letter === ' ' ? 'Space' : (letter as KeyInput));
      // No command to the page meanwhile: it would be part of the measured time.
      await setTimeout(keyIntervalMs);
    }
    await evaluate("document.querySelector('#search').value = ''");
  }
  const times = (await evaluate('times')) as number[];
  await page.close();
  return times;
}

const rows: Record<string, Record<string, number | string>> = {};
for (const rate of [1, slowdown]) {
  for (const [name, prepare] of [
    ['widget', watchWidget],
    ['bare field and list', replaceWidget],
  ] as const) {
    const times = await measure(rate, prepare);
    if (times.length === 0) throw new Error(`Expected times of key presses in ${name}; got none.`);
    rows[`${name}, CPU slowed ${rate} times`] = {
      'key presses': times.length,
      'p50 ms': Math.round(percentile(times, 0.5)),
      'p95 ms': Math.round(percentile(times, 0.95)),
      'slowest ms': Math.round(Math.max(...times)),
    };
  }
}
await browser.close();
demo.disconnect();
printTable('Search: key press to painted results, 12,000 institutions', rows);
