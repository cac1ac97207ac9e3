import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../widget/support/fixtures.ts';

const zone = await readFile(join(import.meta.dirname, '../../../node_modules/zone.js/bundles/zone.umd.min.js'), 'utf8');

/** What earlier ones do: the browser gets one listener per object, type and phase, with the options of who came first. */
const earlier = `{
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const shared = new WeakMap();
  const tasksOf = (target, type, options) => {
    const key = type + (typeof options === 'object' ? Boolean(options?.capture) : Boolean(options));
    const all = shared.get(target) ?? {};
    shared.set(target, all);
    return (all[key] ??= { listeners: new Set(), hear: (event) => { for (const each of [...all[key].listeners]) each.handleEvent ? each.handleEvent(event) : each.call(target, event) } });
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? self;
    const tasks = tasksOf(target, type, options);
    if (!tasks.listeners.size) addEventListener.call(target, type, tasks.hear, options);
    tasks.listeners.add(listener);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? self;
    const tasks = tasksOf(target, type, options);
    tasks.listeners.delete(listener);
    if (!tasks.listeners.size) removeEventListener.call(target, type, tasks.hear, options);
  };
}`;

const types = ['message', 'keydown', 'focusin', 'click', 'securitypolicyviolation', 'beforeunload'];

for (const [version, script] of [
  ['0.14', zone],
  ['before 0.14', earlier],
] as const)
  test(`with Zone.js ${version} on the page its own listeners stay, and the widget opens again and again`, async ({
    host,
    page,
    widget,
  }) => {
    // Angular until 17 and OpenTelemetry load it, ahead of everything else.
    host.scriptTag = `<script>${script}</script>${host.scriptTag}`;
    await page.goto(host.url);
    for (let runs = 0; runs < 3; runs += 1) {
      await widget.open();
      // Whoever comes second shares the listener that Zone.js gave to the browser for the first, with its options.
      if (runs === 0) {
        await page.evaluate<void>(`{
        hosts = {};
        const hear = ({ type }) => { hosts[type] = (hosts[type] ?? 0) + 1 };
        for (const type of ${JSON.stringify(types)}) {
          addEventListener(type, hear);
          addEventListener(type, hear, true);
          document.addEventListener(type, hear);
        }
      }`);
      }
      await widget.choose();
      await widget.signIn();
      await widget.end('Done');
      await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'success' }]);
      const heard = await page.evaluate((names) => {
        const { hosts } = Object.assign(globalThis as unknown as { hosts: Record<string, number> }, { hosts: {} });
        for (const name of names) document.dispatchEvent(new Event(name, { bubbles: true }));
        return hosts;
      }, types);
      expect(heard).toEqual(Object.fromEntries(types.map((type) => [type, 3])));
    }
  });
