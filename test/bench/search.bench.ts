// From a key press to painted results: the widget in Chromium with its CPU slowed four times, a sandbox with 12,000
// institutions on this machine.
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

/** Notes, for each key press, how long it took until the results for the text in the field were painted. */
function observe(): void {
  const { times } = Object.assign(globalThis, { times: [] as number[] });
  const step = document.querySelector<HTMLElement & { performUpdate(): void; found: { query: string } }>(
    'institution-step',
  );
  const input = document.querySelector('input');
  if (!step || !input) return;
  let pressed = 0;
  document.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true });
  const { performUpdate } = step;
  step.performUpdate = () => {
    performUpdate.call(step);
    if (!pressed || step.found.query !== input.value.trim()) return;
    const begun = pressed;
    pressed = 0;
    requestAnimationFrame(() => {
      // The frame that this callback belongs to has been painted when the message arrives.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => times.push(performance.now() - begun));
      port1.start();
      port2.postMessage(null);
    });
  };
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

/** The times of all key presses, with the frame's CPU slowed. */
async function measure(rate: number): Promise<number[]> {
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
  await evaluate("document.querySelector('#search').focus()");
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  await evaluate(`(${observe.toString()})()`);
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
  const times = await measure(rate);
  rows[`CPU slowed ${rate} times`] = {
    'key presses': times.length,
    'p50 ms': Math.round(percentile(times, 0.5)),
    'p95 ms': Math.round(percentile(times, 0.95)),
    'slowest ms': Math.round(Math.max(...times)),
  };
}
await browser.close();
demo.disconnect();
printTable('Search: key press to painted results, 12,000 institutions', rows);
