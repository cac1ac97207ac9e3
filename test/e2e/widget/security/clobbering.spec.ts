import { expect, test, WidgetPage } from '../support/fixtures.ts';
import { FakeAraucaria } from '../support/servers.ts';

/** Markup in user content whose `name` and `id` replace properties of `document` and `window`. */
const elements: Record<string, (name: string, evil: string) => string> = {
  '<img>': (name, evil) => `<img name="${name}" id="${name}" alt="" src="${evil}/widget/araucaria-connect.js">`,
  '<form>': (name, evil) =>
    `<form name="${name}" id="${name}" action="${evil}/widget/"><input name="src" value="${evil}/widget/araucaria-connect.js"></form>`,
  '<object>': (name) => `<object name="${name}" id="${name}"></object>`,
  '<iframe>': (name) => `<iframe name="${name}" id="${name}" hidden></iframe>`,
  'two <a>': (name, evil) =>
    `<a id="${name}" href="${evil}/widget/araucaria-connect.js"></a><a id="${name}" name="src" href="${evil}/"></a>`,
};

/** How a page may load the script. */
const tags: Record<string, (src: string) => string> = {
  'a classic script': (src) => `<script src="${src}"></script>`,
  'a module': (src) => `<script type="module" src="${src}"></script>`,
  'an import()': (src) => `<script>addEventListener('load', () => import('${src}'))</script>`,
};

const openNow = `Araucaria.open({ token: 't', connectionId: 'conn_1',
  onSuccess: () => { ended = 'success' }, onExit: (error) => { ended = error?.code ?? 'closed' } }), 0`;

/** Opens the widget once its script has run, checks that the frame is Araucaria's, and links a bank in it. */
async function link(widget: WidgetPage, origin: string): Promise<void> {
  const { page } = widget;
  await expect.poll(() => page.evaluate("Object.hasOwn(self, 'Araucaria')")).toBe(true);
  await page.evaluate(openNow);
  const frameUrls = (): string[] =>
    page.frames().flatMap((frame) => (frame.url().includes('/frame/') ? frame.url() : []));
  await expect.poll(frameUrls).toEqual([`${origin}/widget/frame/index.html`]);
  const frame = page.frames().find((each) => each.url().includes('/frame/'))!;
  await frame.getByRole('option', { name: 'Banco de los Andes' }).click();
  await frame.getByRole('button', { name: 'Agree and continue' }).click();
  await frame.getByLabel('User name').fill('ok');
  await frame.getByLabel('Password', { exact: true }).fill('araucaria');
  await frame.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => page.evaluate('globalThis.ended')).toBe('success');
}

test.describe('no element of a page changes where the frame comes from, or makes the widget fail', () => {
  let evil: FakeAraucaria;
  test.beforeEach(async () => {
    evil = await new FakeAraucaria().start();
  });
  test.afterEach(() => evil.stop());

  for (const [kind, element] of Object.entries(elements)) {
    for (const [how, tag] of Object.entries(tags).slice(0, 2)) {
      test(`${kind} under every name that document and window have, with ${how}`, async ({ araucaria, host, page }) => {
        const names = await page.evaluate(() => {
          const found = new Set<string>(['Araucaria']);
          for (
            let proto: unknown = document;
            proto && proto !== Object.prototype;
            proto = Object.getPrototypeOf(proto)
          ) {
            for (const name of Object.getOwnPropertyNames(proto)) found.add(name);
          }
          for (const name of Object.getOwnPropertyNames(self)) found.add(name);
          for (const name of Object.getOwnPropertyNames(EventTarget.prototype)) found.add(name);
          return [...found];
        });
        expect(names.length).toBeGreaterThan(300);
        expect(names).toContain('currentScript');
        // One frame for each name would be too many.
        const usedNames =
          kind === '<iframe>' ? names.filter((name) => /^(?:[a-z]+[A-Z]?[a-z]*|Araucaria)$/.test(name)) : names;
        host.scriptTag =
          usedNames.map((name) => element(name, evil.origin)).join('') +
          tag(`${araucaria.origin}/widget/araucaria-connect.js`);
        await page.goto(host.url);
        await link(new WidgetPage(page), araucaria.origin);
      });
    }
  }

  const contents: Record<string, (evil: string) => string> = {
    'an inert <script>': (src) => `<script type="text/plain" src="${src}"></script>`,
    'a <script> inserted by innerHTML': (src) =>
      `<div id="comment"></div><script>comment.innerHTML = '<script src="${src}"></scr' + 'ipt><script type="module" src="${src}"></scr' + 'ipt>'</script>`,
    'an inert <script> that was preloaded': (src) =>
      `<link rel="modulepreload" href="${src}"><link rel="preload" as="script" href="${src}">
       <div id="comment"></div><script>comment.innerHTML = '<script type="module" src="${src}"></scr' + 'ipt>'</script>`,
    'a <base>': (src) => `<base href="${src}">`,
    'a <base> inserted after the script was requested': (src) =>
      `<script>document.head.append(Object.assign(document.createElement('base'), { href: '${src}' }))</script>`,
  };
  for (const [what, content] of Object.entries(contents)) {
    for (const [how, tag] of Object.entries(tags)) {
      test(`${what}, with ${how}`, async ({ araucaria, host, page }) => {
        host.scriptTag =
          content(`${evil.origin}/widget/araucaria-connect.js`) +
          tag(`${araucaria.origin}/widget/araucaria-connect.js`);
        await page.goto(host.url);
        await link(new WidgetPage(page), araucaria.origin);
      });
    }

    test(`${what}, when a bundle contains the script: the frame comes from the documented address`, async ({
      araucaria,
      host,
      page,
    }) => {
      const frameRequest = page.waitForRequest((request) => request.url().endsWith('/frame/index.html'));
      await page.route('https://api.araucaria.money/**', (route) => route.abort());
      host.scriptTag = content(`${evil.origin}/widget/araucaria-connect.js`);
      await page.goto(host.url);
      await page.evaluate(await (await fetch(`${araucaria.origin}/widget/araucaria-connect.js`)).text());
      await page.evaluate(openNow);
      expect((await frameRequest).url()).toBe('https://api.araucaria.money/widget/frame/index.html');
    });
  }
});
