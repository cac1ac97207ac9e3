// From a key press to painted results: the widget in Chromium with its CPU slowed four times, a sandbox with 12,000
// institutions on this machine. Beside it the least page that does the same, which shows what the machine itself takes.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launch, type KeyInput } from 'puppeteer-core';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { percentile, printTable } from './table.ts';

const slowdown = 4;
/** Between two key presses, in ms: a fast typist. */
const pause = 150;
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

/** Notes, for each key press, how long it took until the results for the text in the field were painted. */
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
      // The frame that this callback belongs to has been painted when the message arrives.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => page.times.push(performance.now() - begun));
      port1.start();
      port2.postMessage(null);
    });
  };
}

/** The widget as it is. */
function watchWidget(): void {
  const step = document.querySelector<HTMLElement & { performUpdate(): void; found: { query: string } }>(
    'institution-step',
  );
  if (!step) return;
  const { performUpdate } = step;
  step.performUpdate = () => {
    performUpdate.call(step);
    (globalThis as Page).shown(step.found.query);
  };
}

/** In the widget's place the least that can be had: no style, a field, and the names that the same server answers. */
function replaceWidget(): void {
  const [input, list] = [document.createElement('input'), document.createElement('ul')];
  input.id = 'search';
  for (const sheet of document.querySelectorAll('link')) sheet.remove();
  document.body.replaceChildren(input, list);
  const find = async (): Promise<void> => {
    const query = input.value.trim();
    const answer = await fetch(`../api/institutions?limit=6&q=${encodeURIComponent(query)}`);
    const { institutions } = (await answer.json()) as { institutions: { name: string }[] };
    if (query !== input.value.trim()) return;
    const rows = institutions.map(({ name }) => Object.assign(document.createElement('li'), { textContent: name }));
    list.replaceChildren(...rows);
    (globalThis as Page).shown(query);
  };
  input.addEventListener('input', () => void find());
}

// A process of its own: here it would answer only when this one is done with what the browser tells it.
const demo = fork(join(import.meta.dirname, 'support/demo-server.ts'));
const [hostUrl] = (await once(demo, 'message')) as [string];
// Watching the network costs the page's main thread more than the search does: it stays off.
const browser = await launch({
  executablePath: await findChromium(),
  args: chromiumArgs,
  networkEnabled: false,
  defaultViewport: { width: 1280, height: 800 },
});

/** The times of all key presses, with the frame's CPU slowed and `prepare` run in it. */
async function measure(rate: number, prepare: () => void): Promise<number[]> {
  const page = await browser.newPage();
  await page.goto(hostUrl);
  await page.locator('#connect').click();
  const target = await browser.waitForTarget((each) => each.url().includes('/widget/frame/'));
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
      // Nothing is asked meanwhile: the questions would be part of what is measured.
      await setTimeout(pause);
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
