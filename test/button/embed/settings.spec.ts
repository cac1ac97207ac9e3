import { expect } from '@open-wc/testing';
import { endpoint, freshPage, requests, until } from '../../support/button.ts';
import { embedPage, embedTag, embedUrl, link, linkBank, settings, type EmbedPage } from '../../support/embed.ts';

const evil = 'data-token-endpoint="https://evil.example/token" data-widget-src="https://evil.example/x.js"';

/** A script of the page that runs the embed script, as an optimizer does. */
const optimizer = (source: string): string =>
  `<script>const later = async () => { ${source} }; addEventListener('load', later);</script>`;

/** A script tag that an optimizer delays. */
const placeholder = (attributes: string): string => `<script ${attributes} ${settings}></script>`;

/** Waits for the first button, and links a bank with it. */
async function expectLink(opened: EmbedPage): Promise<void> {
  const button = await until(() => opened.buttons()[0], 'the button');
  expect(await linkBank(opened, button)).to.equal('conn_1');
  expect((await requests('token')).map(({ path }) => path)).to.deep.equal(['/fake/token/ok']);
  expect((await requests('widget')).map(({ path }) => path)).to.deep.equal(['/fake/widget/good.js']);
  expect(opened.window.errors).to.deep.equal([]);
}

describe('the settings of the embed script', () => {
  freshPage();

  for (const [what, tag] of Object.entries({
    'in the body': embedTag(),
    'with async': embedTag(`async ${settings}`),
    'with defer': embedTag(`defer ${settings}`),
    'as a module': embedTag(`type="module" ${settings}`),
    'with a query': embedTag().replace('.js"', '.js?ver=6.8"'),
  })) {
    it(`come from its own tag, ${what}`, async () => {
      await expectLink(await embedPage(link + tag));
    });
    it(`come from its own tag in the head, ${what}`, async () => {
      await expectLink(await embedPage(link, tag));
    });
  }

  for (const [what, scripts] of Object.entries({
    'inserts a copy of the tag with all its attributes, after the load':
      placeholder(`type="delayed" data-src="${embedUrl}"`) +
      optimizer(`const old = document.querySelector('[type=delayed]'), tag = document.createElement('script');
        for (const { name, value } of old.attributes)
          if (name !== 'type') tag.setAttribute(name.replace('data-src', 'src'), value);
        old.replaceWith(tag);`),
    'evaluates the file, and leaves the tag':
      placeholder(`type="text/delayed" data-src="${embedUrl}?ver=1"`) +
      optimizer(`(0, eval)(await (await fetch('${embedUrl}')).text());`),
    'puts the file into an inline script, and leaves the tag':
      placeholder(`type="text/delayed" data-delayed-src="${embedUrl}"`) +
      optimizer(`const tag = document.createElement('script');
        tag.text = await (await fetch('${embedUrl}')).text();
        document.head.append(tag);`),
    'runs it from a blob, with its attributes':
      placeholder(`type="text/delayed" data-src="${embedUrl}"`) +
      optimizer(`const tag = document.querySelector('[type="text/delayed"]').cloneNode();
        tag.type = 'text/javascript';
        tag.src = URL.createObjectURL(new Blob([await (await fetch('${embedUrl}')).text()]));
        document.head.append(tag);`),
    'announces a load of its own afterwards':
      embedTag() +
      optimizer(`for (const name of ['DOMContentLoaded', 'load']) {
        document.dispatchEvent(new Event(name, { bubbles: true }));
        dispatchEvent(new Event('pageshow'));
      }`),
  })) {
    it(`are found when an optimizer ${what}`, async () => {
      await expectLink(await embedPage(link + scripts));
    });
  }

  it('are missing when an optimizer has taken the tag: the page keeps its links, and one line says why', async () => {
    const combined = optimizer(`(0, eval)(await (await fetch('${embedUrl}')).text()); window.isDone = true;`);
    const { page, buttons, window } = await embedPage(link + combined);
    await until(() => 'isDone' in window, 'the script');
    expect(buttons()).to.deep.equal([]);
    expect(page.querySelector('a')!.getAttribute('href')).to.equal('/manual');
    expect(window.lines).to.have.lengthOf(1);
    expect(window.lines[0]).to.contain('data-token-endpoint').and.to.contain('combined');
    expect(window.errors).to.deep.equal([]);
  });

  for (const [what, value] of Object.entries({
    'an empty endpoint': '',
    'javascript:': 'javascript:alert(1)',
    'a user name': 'https://user@example.com/',
  })) {
    it(`with ${what} change nothing in the page, and one line says why`, async () => {
      const { buttons, window } = await embedPage(link + embedTag(`data-token-endpoint="${value}"`));
      expect(buttons()).to.deep.equal([]);
      expect(window.lines).to.have.lengthOf(1);
      expect(window.lines[0]).to.match(/^araucaria-connect-embed\.js: .*data-token-endpoint/);
    });
  }

  it('are those of the first tag, whatever a second one has', async () => {
    const second = embedTag(evil);
    const opened = await embedPage(link + embedTag() + second.repeat(2), second.replace('src=', 'data-src='));
    await expectLink(opened);
    expect(opened.buttons()).to.have.lengthOf(1);
    expect(opened.window.lines).to.deep.equal([]);
    opened.page.head.append(Object.assign(opened.page.createElement('script'), { src: `${embedUrl}?later` }));
    opened.page.body.insertAdjacentHTML('beforeend', link);
    await until(() => opened.buttons()[1], 'the second button');
    expect(opened.buttons()).to.have.lengthOf(2);
    expect(await linkBank(opened, opened.buttons()[1]!)).to.equal('conn_2');
  });

  it('leave elements that a page with the other script wrote itself as they are', async () => {
    const other = `<script src="${location.origin}/dist/araucaria-connect-button.js"></script>`;
    const own = `<araucaria-connect-button token-endpoint="${endpoint('own')}">Own</araucaria-connect-button>`;
    for (const scripts of [other + embedTag(), embedTag() + other]) {
      const { buttons, window } = await embedPage(own + link + scripts);
      expect(buttons().map(({ tokenEndpoint }) => tokenEndpoint.split('?')[0])).to.deep.equal([
        '/fake/token/own',
        `${location.origin}/fake/token/ok`,
      ]);
      expect([...window.errors, ...window.lines]).to.deep.equal([]);
    }
  });

  it("include the tag's nonce", async () => {
    const { buttons } = await embedPage(link + embedTag(`${settings} nonce="n0nce"`));
    expect(buttons()[0]!.nonce).to.equal('n0nce');
  });

  it('name an endpoint relative to the page, which no <base> moves', async () => {
    const { buttons } = await embedPage(`<base href="/other/">${link}${embedTag('data-token-endpoint="token"')}`);
    expect(buttons()[0]!.tokenEndpoint).to.equal(`${location.origin}/token`);
  });
});

describe('elements that shadow properties of the page of the embed script', () => {
  freshPage();

  const names = ['currentScript', 'scripts', 'body', 'head', 'activeElement', 'readyState', 'querySelectorAll']
    .concat(['addEventListener', 'customElements', 'MutationObserver', 'HTMLScriptElement', 'dataset', 'attributes'])
    .concat(['getAttribute', 'all', 'documentElement', 'baseURI', 'defaultView', 'Text', 'HTMLElement', 'Element']);
  const of = (element: (name: string) => string): string => names.map(element).join('');
  const hostile: Record<string, string> = {
    '<img name>': of((name) => `<img name="${name}" id="${name}" src="data:," ${evil} alt="">`),
    '<form name> with fields of every name': of(
      (name) => `<form name="${name}" id="${name}" ${evil}>${of((field) => `<input name="${field}" ${evil}>`)}</form>`,
    ),
    'two <a id>': of(
      (name) => `<a id="${name}" ${evil}></a><a id="${name}" name="src" href="${embedUrl}" ${evil}></a>`,
    ),
    '<object id>': of((name) => `<object id="${name}" hidden ${evil}></object>`),
    'an SVG script': `<svg><script id="currentScript" href="data:," data-src="${embedUrl}" ${evil}></script></svg>`,
    'a data block': `<a data-src="${embedUrl}" ${evil}></a><template><script src="${embedUrl}" ${evil}></script></template>`,
  };

  for (const [what, elements] of Object.entries(hostile)) {
    for (const [when, tag] of Object.entries({
      'a classic script': embedTag(),
      'a module': embedTag(`type="module" ${settings}`),
    })) {
      it(`${what}, with ${when}: the settings are those of the tag`, async () => {
        await expectLink(await embedPage(elements + link + tag));
        await expectLinkInForm(elements, tag);
      });
    }
  }

  /** The author's markup is inside a form whose fields shadow its methods. */
  async function expectLinkInForm(elements: string, tag: string): Promise<void> {
    const fields = of((name) => `<input name="${name}">`) + '<input name="closest"><input name="matches">';
    const { page, buttons, window } = await embedPage(`${elements}<form id="around">${fields}${link}</form>${tag}`);
    const forms = Document.prototype.querySelectorAll.call(page, 'form');
    Element.prototype.insertAdjacentHTML.call(forms[forms.length - 1]!, 'beforeend', `<b>${link}</b>`);
    await until(() => buttons().length === 2, 'both buttons');
    for (const { tokenEndpoint } of buttons()) expect(tokenEndpoint).to.equal(location.origin + endpoint('ok'));
    expect(window.errors).to.deep.equal([]);
  }

  it('a script tag that a comment inserted is not taken for the own tag', async () => {
    const run = optimizer(`
      const comment = document.createElement('div');
      comment.innerHTML = '<script src="${embedUrl}" ${evil}><\\/script>';
      document.body.prepend(comment);
      (0, eval)(await (await fetch('${embedUrl}')).text());
      window.isDone = true;`);
    const tag = `<script type="text/delayed" data-src="${embedUrl}" ${settings}></script>`;
    const { buttons, window } = await embedPage(link + tag + run);
    await until(() => 'isDone' in window, 'the script');
    expect(buttons(), 'there is no telling which tag is real').to.deep.equal([]);
    expect(window.lines).to.have.lengthOf(1);
  });

  it('data-debug on the tag has failures explained, and an author’s debug does not', async () => {
    const attributes = 'data-token-endpoint="TOKEN_ENDPOINT" data-widget-src="WIDGET_SRC"';
    const [withDebug, without] = [
      // With a query, as WordPress writes it.
      await embedPage(link + embedTag(`${attributes} data-debug`).replace('.js"', '.js?ver=6.8"')),
      await embedPage(link.replace('<a', '<a debug') + embedTag(attributes)),
    ];
    expect(withDebug.buttons()[0]!.debug).to.equal(true);
    expect(without.buttons()[0]!.debug).to.equal(false);
    await until(() => filesOf(withDebug.window).includes('/dist/araucaria-connect-debug.js'), 'the file of debug');
    expect(filesOf(without.window)).not.to.include('/dist/araucaria-connect-debug.js');
  });

  it('a property of Object.prototype is no setting', async () => {
    const polluted = `<script>Object.prototype.widgetSrc = Object.prototype.nonce = 'https://evil.example/';
      Object.prototype.characterData = Object.prototype.once = Object.prototype.capture = 1;</script>`;
    const { buttons } = await embedPage(link + embedTag('data-token-endpoint="TOKEN_ENDPOINT"'), polluted);
    expect(buttons()[0]!.widgetSrc).to.equal('https://api.araucaria.money/widget/araucaria-connect.js');
  });
});

/** The paths of the files that a page has requested. */
const filesOf = ({ performance }: Window): string[] =>
  performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
