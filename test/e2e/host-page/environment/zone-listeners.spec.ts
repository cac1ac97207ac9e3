import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../widget/support/fixtures.ts';

const zone = await readFile(
  join(import.meta.dirname, '../../../../node_modules/zone.js/bundles/zone.umd.min.js'),
  'utf8',
);

/** As Zone.js before 0.14: one browser listener per object, type and phase, with the options of the first one. */
const earlier = `{
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const shared = new WeakMap();
  const tasksOf = (target, type, options) => {
    const key = type + (typeof options === 'object' ? Boolean(options?.capture) : Boolean(options));
    const all = shared.get(target) ?? {};
    shared.set(target, all);
    return (all[key] ??= { listeners: new Set(), dispatch: (event) => { for (const each of [...all[key].listeners]) each.handleEvent ? each.handleEvent(event) : each.call(target, event) } });
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? self;
    const tasks = tasksOf(target, type, options);
    if (!tasks.listeners.size) addEventListener.call(target, type, tasks.dispatch, options);
    tasks.listeners.add(listener);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? self;
    const tasks = tasksOf(target, type, options);
    tasks.listeners.delete(listener);
    if (!tasks.listeners.size) removeEventListener.call(target, type, tasks.dispatch, options);
  };
}`;

const types = ['message', 'keydown', 'focusin', 'click', 'securitypolicyviolation', 'beforeunload'];

for (const [version, script] of [
  ['0.14', zone],
  ['before 0.14', earlier],
] as const)
  test(`the page's own listeners stay and the widget opens three times with Zone.js ${version}`, async ({
    host,
    page,
    widget,
  }) => {
    // Angular before 18 and OpenTelemetry load it before everything else.
    host.scriptTag = `<script>${script}</script>${host.scriptTag}`;
    await page.goto(host.url);
    for (let runs = 0; runs < 3; runs += 1) {
      await widget.open();
      // The page adds its listeners second, so they share the widget's browser listener and its options.
      if (runs === 0) {
        await page.evaluate<void>(`{
        listenerCalls = {};
        const count = ({ type }) => { listenerCalls[type] = (listenerCalls[type] ?? 0) + 1 };
        for (const type of ${JSON.stringify(types)}) {
          addEventListener(type, count);
          addEventListener(type, count, true);
          document.addEventListener(type, count);
        }
      }`);
      }
      await widget.chooseBank();
      await widget.signIn();
      await widget.closeWith('Done');
      await expect.poll(() => widget.outcomes()).toMatchObject([{ callback: 'success' }]);
      const received = await page.evaluate((names) => {
        const { listenerCalls } = Object.assign(globalThis as unknown as { listenerCalls: Record<string, number> }, {
          listenerCalls: {},
        });
        for (const name of names) document.dispatchEvent(new Event(name, { bubbles: true }));
        return listenerCalls;
      }, types);
      expect(received).toEqual(Object.fromEntries(types.map((type) => [type, 3])));
    }
  });
