import { expect } from '@open-wc/testing';
import { connectButton, endpoint, freshPage, opened, requests, script, until } from '../support/button.ts';
import { bundle, ownPage } from '../support/own-page.ts';

/** The names of all properties that an object has or inherits. */
function namesOf(object: object): string[] {
  const names = new Set<string>();
  for (let holder: object | null = object; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    for (const name of Object.getOwnPropertyNames(holder)) names.add(name);
  }
  return [...names];
}

/** Properties of `document` that Lit reads, and that the button can't protect. */
const readByLit = [
  'createElement',
  'createTreeWalker',
  'createComment',
  'createTextNode',
  'importNode',
  'adoptedStyleSheets',
];
const ofDocument = namesOf(Document.prototype).filter((name) => !readByLit.includes(name));
/** Globals that some browsers lack, or that scripts make. */
const ofWindow = [
  'Araucaria',

  'trustedTypes',
  'litHtmlVersions',
  'litElementVersions',
  'reactiveElementVersions',
  'litHtmlPolyfillSupport',
  'litElementPolyfillSupport',
  'reactiveElementPolyfillSupport',
  'litElementHydrateSupport',
  'ShadyCSS',
  'TrustedScriptURL',
  'reportError',
  'scheduler',
  'navigation',
];

const evil = 'https://evil.example/widget/araucaria-connect.js';
const elements: [string, (name: string) => string][] = [
  ['<img name>', (name) => `<img name="${name}" id="${name}" alt="">`],
  ['<form name>', (name) => `<form name="${name}" id="${name}"></form>`],
  [
    '<form> with fields of every name',
    (name) => `<form name="${name}"><input name="src"><input name="href"><input name="append"></form>`,
  ],
  ['<iframe name>', (name) => `<iframe name="${name}" hidden></iframe>`],
  ['<embed name>', (name) => `<embed name="${name}" hidden>`],
  ['<object id>', (name) => `<object id="${name}" hidden></object>`],
  ['<a id>', (name) => `<a id="${name}" href="${evil}"></a>`],
  ['two <a id>', (name) => `<a id="${name}"></a><a id="${name}" name="open" href="${evil}"></a>`],
];

const tag = (): string =>
  `<araucaria-connect-button preload="none" token-endpoint="${endpoint('ok')}" widget-src="${script('good')}"></araucaria-connect-button>`;

describe('elements that shadow properties of the page', () => {
  freshPage();

  it('axe finds nothing on a button among them', async () => {
    const { button } = await connectButton();
    await expect(button).to.be.accessible();
  });

  for (const [what, element] of elements) {
    // Each frame loads a page: only some names, since hundreds of frames would take too long.
    const names = what.includes('iframe')
      ? [
          ...ofWindow,
          'currentScript',
          'scripts',
          'head',
          'baseURI',
          'activeElement',
          'addEventListener',
          'readyState',
          'defaultView',
        ]
      : [...ofDocument, ...ofWindow];
    const comment = names.map(element).join('');
    for (const when of ['before the script', 'after the script and before the click']) {
      it(`${what} with each possible name, ${when}: the button links the bank with its own script`, async () => {
        const ours = bundle + tag();
        const { window, button, errors } = await ownPage(when.startsWith('before') ? comment + ours : ours + comment);
        const outcome = button!.open();
        const calls = await until(() => window.araucariaCalls, 'the widget');
        calls[0]!.onSuccess();
        expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
        expect(errors).to.deep.equal([]);
        expect((await requests('widget')).map(({ path }) => path)).to.deep.equal(['/fake/widget/good.js']);
      });
    }
  }

  for (const name of readByLit) {
    it(`an element named ${name}, which Lit reads, makes the button load nothing from another place`, async () => {
      const { window, button } = await ownPage(`<form name="${name}"></form>${bundle}${tag()}`);
      void button?.open();
      const tags = Document.prototype.querySelectorAll.call(window.document, 'script[src]');
      const sources = [...tags].map((each) => new URL((each as HTMLScriptElement).src).origin);
      expect(new Set(sources)).to.deep.equal(new Set([location.origin]));
    });
  }

  it('an iframe of another site named Araucaria is not taken for the widget', async () => {
    const frame = document.createElement('iframe');
    frame.name = 'Araucaria';
    // Its origin is opaque, so that reading its properties throws.
    frame.setAttribute('sandbox', '');
    frame.srcdoc = 'x';
    document.body.append(frame);
    const { button } = await connectButton();
    void button.open();
    (await opened()).onSuccess();
    frame.remove();
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it('a form around the button changes neither language nor focus, whatever names its fields have', async () => {
    const fields = namesOf(HTMLFormElement.prototype)
      .map((name) => `<input name="${name}">`)
      .join('');
    const { window, button, errors } = await ownPage(`${bundle}<form lang="es" tabindex="0">${fields}${tag()}</form>`);
    const page = window.document;
    const form = page.querySelector<HTMLElement>('form')!;
    window.HTMLElement.prototype.focus.call(form);
    expect(page.activeElement).to.equal(form);
    const outcome = button!.open();
    const [call] = await until(() => window.araucariaCalls, 'the widget');
    page.querySelector<HTMLElement>('input[name=id]')!.focus();
    call!.onSuccess();
    expect(await outcome).to.have.property('status', 'success');
    expect(page.activeElement, 'the focus is given back').to.equal(form);
    await button!.updateComplete;
    expect(button!.shadowRoot!.querySelector('[part=message]')!.textContent).to.contain('Tu banco');
    expect(errors).to.deep.equal([]);
  });
});
