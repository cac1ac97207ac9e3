import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startGallery, type Gallery } from '../gallery/start-gallery.ts';
import { widgetStates } from '../gallery/states.ts';
import type { Driver } from './driver.ts';
import { engines } from './engines.ts';

const rounds = 3;

type Name = keyof typeof widgetStates;
const states = Object.keys(widgetStates) as Name[];

/** The step of a state, and what is in front of it. */
function stepOf(name: Name): string {
  const { state, isAsking, isCovered } = widgetStates[name].flow;
  return [state.step, state.step === 'challenge' && state.challenge.type, isAsking, isCovered].join(' ');
}

/** One state for each step. */
const steps = states.filter((name, index) => states.findIndex((other) => stepOf(other) === stepOf(name)) === index);
const waitTimeoutMs = 20_000;

/** An expression: the controls that Tab should reach, in order. Of a group of radio buttons it reaches one. */
const controls = `(() => {
  const root = document.querySelector('dialog[open]') ?? document;
  const found = [...root.querySelectorAll('a[href], button, input, select')]
    .filter((element) => element.tabIndex === 0 && !element.disabled && element.getClientRects().length > 0);
  globalThis.nameOf = (element) =>
    element.type === 'radio' ? element.name
    : element.localName === 'dialog' ? 'dialog'
    // Its text may count seconds.
    : [found.indexOf(element), element.localName].join(' ');
  return [...new Set(found.map(nameOf))];
})()`;

/** An expression: the control that has the keyboard, or null. */
const focused = `document.hasFocus() && document.activeElement !== document.body ? nameOf(document.activeElement) : null`;

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  describe(`Tab in ${engine}`, () => {
    let gallery: Gallery;
    let driver: Driver | undefined;

    before(async () => {
      gallery = await startGallery();
      driver = await engines[engine]?.();
    });

    after(async () => {
      await driver?.close();
      await gallery.close();
    });

    /** Waits until an expression in the widget has the wanted value, and returns it. */
    async function until(expression: string, wanted: (value: unknown) => boolean, what: string): Promise<unknown> {
      const end = Date.now() + waitTimeoutMs;
      let value: unknown;
      do {
        value = await driver?.inWidget(expression).catch(() => undefined);
        if (wanted(value)) return value;
        await pause(5);
      } while (Date.now() < end);
      throw new Error(`Expected ${what}; got ${String(value)}.`);
    }

    // Every state takes two minutes in Firefox and in WebKit.
    for (const state of engine === 'chromium' ? states : steps) {
      it(`goes round and round in ${state}, both ways`, async (t) => {
        if (!driver) return t.skip(`no ${engine} on this machine`);
        await driver.goto(`${gallery.url}widget.html?state=${state}`);
        await until(`'ready' in document.documentElement.dataset`, (value) => value === true, 'the state');
        const order = (await driver.inWidget(controls)) as string[];
        let count = 0;
        /** Presses a key, and returns the control that gets the keyboard. */
        const press = async (key: string, wanted: (name: string) => boolean): Promise<string> => {
          await driver?.press(key);
          count += 1;
          const name = await until(
            focused,
            (value) => value === 'dialog' || wanted(String(value)),
            `${key} to go on, ${count} presses after ${order.join()}`,
          );
          // Firefox and WebKit have one more stop: the dialog of a question itself.
          return name === 'dialog' ? press(key, wanted) : String(name);
        };
        let index = order.indexOf(await press('Tab', (name) => order.includes(name)));
        for (const [key, step] of [
          ['Tab', 1],
          ['Shift+Tab', -1],
        ] as const) {
          for (let presses = 0; presses < rounds * order.length; presses += 1) {
            index = (index + step + order.length) % order.length;
            const next = order[index];
            await press(key, (name) => name === next);
          }
        }
        // The elements around the frame that give the focus back did not count as another part of the page.
        assert.equal(
          await driver.inWidget(`document.querySelector('keyboard-cover') === null`),
          state !== 'keyboard-taken',
        );
      });
    }
  });
}
