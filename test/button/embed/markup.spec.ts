import { expect } from '@open-wc/testing';
import { unclobbered } from '../../../src/shared/dom-clobbering.ts';
import { freshPage, until } from '../../support/button.ts';
import { embedPage, embedTag, label, link, linkBank } from '../../support/embed.ts';

/** Waits until the observer of the page has reported what was changed before. */
const observed = (): Promise<void> =>
  new Promise((resolve) => {
    const probe = document.createElement('i');
    new MutationObserver(() => resolve()).observe(probe, { attributes: true });
    probe.title = 'changed';
  });

describe("an author's markup", () => {
  freshPage();

  for (const [what, markup] of Object.entries({
    'a link': link,
    'a <div>': '<div data-araucaria-connect>Link your bank here</div>',
    'a <span> in a paragraph': '<p>First: <span data-araucaria-connect="">Link your bank here</span></p>',
    'a <button>': '<button data-araucaria-connect="true">Link your bank here</button>',
    'a link with other markup in it':
      '<a data-araucaria-connect><strong>Link</strong> your<br><em>bank</em>\n <script>1</script><style>i{}</style>here</a>',
    'a <div> with a form whose fields shadow its methods':
      '<div data-araucaria-connect><form><input name="closest"><input name="matches">Link your bank here</form></div>',
    'a <div> of paragraphs': '<div data-araucaria-connect><p>Link your</p><p>bank here</p></div>',
  })) {
    it(`${what} becomes a button with the author's text, which links a bank`, async () => {
      const opened = await embedPage(`${markup}${embedTag()}`);
      const [button, ...others] = opened.buttons();
      expect(others).to.deep.equal([]);
      expect(await label(button!)).to.equal('Link your bank here');
      expect(await linkBank(opened, button!)).to.equal('conn_1');
      expect(opened.page.querySelector('a, span, button, [href]')).to.equal(null);
      expect([...opened.window.errors, ...opened.window.lines]).to.deep.equal([]);
    });
  }

  for (const [what, content] of Object.entries({
    nothing: '',
    blanks: ' \n\t&nbsp; ',
    'a line break': '<br>',
    'a comment': '<!-- the button -->',
    "an editor's character without a width": '\u200b\ufeff',
    'an image': '<img src="data:," alt="">',
    'a script': '<script>1</script>',
  })) {
    it(`with ${what} in it becomes a button with the built-in label`, async () => {
      const { buttons } = await embedPage(`<div data-araucaria-connect>${content}</div>${embedTag()}`);
      expect(await label(buttons()[0]!)).to.equal('Connect your bank');
    });
  }

  it("stays a block where it was one, since a theme places a page's blocks", async () => {
    const { page } = await embedPage(
      `<main><div class="wide" data-araucaria-connect>Bank</div><p><a data-araucaria-connect>Bank</a></p></main>${embedTag()}`,
    );
    const button = '<araucaria-connect-button data-araucaria-connect="">Bank</araucaria-connect-button>';
    expect(page.querySelector('main')!.innerHTML).to.equal(`<div>${button}</div><p>${button}</p>`);
  });

  it('keeps what its author wrote without the script', async () => {
    const { page, buttons } = await embedPage(link);
    expect(buttons()).to.deep.equal([]);
    expect(page.body.innerHTML).to.equal(link.replace('connect ', 'connect="" '));
  });

  it('chooses no attribute of the button', async () => {
    const attributes = `token-endpoint="/evil" data-token-endpoint="/evil" widget-src="https://evil.example/x.js"
      data-widget-src="https://evil.example/x.js" connection-id="conn_other" data-connection-id="conn_other"
      institution="evil" credentials="include" name="evil" value="evil" autosubmit required disabled preload="eager"
      id="evil" class="evil" style="position: fixed; inset: 0" onclick="throw 1" is="evil" slot="evil" nonce="evil"
      part="evil" lang="es" dir="rtl" title="evil" aria-label="evil" role="link" tabindex="5" accesskey="e" draggable="true"`;
    const { window, buttons } = await embedPage(
      `<a data-araucaria-connect="https://evil.example" href="/evil" ${attributes}>A <b data-x>bank</b></a>${embedTag()}`,
    );
    const [button] = buttons();
    await button!.updateComplete;
    expect(button!.outerHTML).to.equal(
      '<araucaria-connect-button data-araucaria-connect="">A bank</araucaria-connect-button>',
    );
    const { tokenEndpoint, widgetSrc, connectionId, institution, credentials, disabled, required, nonce } = button!;
    expect({ connectionId, institution, credentials, disabled, required, nonce }).to.deep.equal({
      connectionId: '',
      institution: '',
      credentials: 'same-origin',
      disabled: false,
      required: false,
      nonce: '',
    });
    expect(new URL(tokenEndpoint).pathname).to.equal('/fake/token/ok');
    expect(new URL(widgetSrc).pathname).to.equal('/fake/widget/good.js');
    expect(window.errors).to.deep.equal([]);
  });

  it('that is an element of ours, or a copy of a button, becomes a button with the settings of the page', async () => {
    const opened = await embedPage(
      `<araucaria-connect-button data-araucaria-connect connection-id="conn_other" token-endpoint="/evil">Bank</araucaria-connect-button>${embedTag()}`,
    );
    const { page, buttons } = opened;
    expect(buttons().map(({ connectionId }) => connectionId)).to.deep.equal(['']);
    page.body.append(page.body.cloneNode(true));
    await until(() => buttons()[1]?.tokenEndpoint, 'the copy');
    const [first, copy] = buttons();
    expect(await label(copy!)).to.equal('Bank');
    expect(await linkBank(opened, copy!)).to.equal('conn_1');
    expect(await linkBank(opened, first!)).to.equal('conn_2');
  });

  it('inside another marked element is a part of its text', async () => {
    const { buttons } = await embedPage(
      `<div data-araucaria-connect>Link <a data-araucaria-connect href="/x">your <span data-araucaria-connect>bank</span></a></div>${embedTag()}`,
    );
    expect(buttons()).to.have.lengthOf(1);
    expect(await label(buttons()[0]!)).to.equal('Link your bank');
  });

  for (const [what, markup] of Object.entries({
    'inside a link': '<a href="/x"><span data-araucaria-connect>x</span></a>',
    'inside a button': '<button><span data-araucaria-connect>x</span></button>',
    'inside a <summary>': '<details><summary><span data-araucaria-connect>x</span></summary></details>',
    'that is a fallback of an element of ours':
      '<araucaria-connect-button><a slot="fallback" data-araucaria-connect>x</a></araucaria-connect-button>',
    'in an editor': '<div contenteditable="true"><p><a data-araucaria-connect>x</a></p></div>',
    'of another kind': '<section data-araucaria-connect>x</section><form data-araucaria-connect></form>',
    'of SVG': '<svg><a data-araucaria-connect><text>x</text></a></svg>',
    'in a template': '<template><a data-araucaria-connect>x</a></template>',
  })) {
    it(`${what} stays as it is`, async () => {
      const { page, window } = await embedPage(markup);
      const before = page.body.innerHTML;
      const { page: withScript, window: other } = await embedPage(`${markup}${embedTag()}`);
      for (const tag of withScript.querySelectorAll('script')) tag.remove();
      expect(withScript.body.innerHTML).to.equal(before);
      expect([...window.errors, ...other.errors]).to.deep.equal([]);
    });
  }

  it('that is inserted, filled, marked or moved later becomes a button', async () => {
    const opened = await embedPage(`<main></main>${embedTag()}`);
    const { page, buttons } = opened;
    const main = page.querySelector('main')!;
    main.innerHTML = `<section>${link}</section>`;
    await until(() => buttons().length === 1, 'what was inserted');
    const late = main.appendChild(page.createElement('div'));
    await observed();
    late.textContent = 'Later';
    late.setAttribute('data-araucaria-connect', '');
    await until(() => buttons().length === 2, 'what was marked');
    expect(await label(buttons()[1]!)).to.equal('Later');
    const [first] = buttons();
    page.body.append(first!);
    await observed();
    expect(buttons()).to.include(first);
    expect(buttons()).to.have.lengthOf(2);
    expect(await linkBank(opened, first!)).to.equal('conn_1');
  });

  it('that is removed leaves nothing behind, also in mid-run', async () => {
    const { window, page, buttons } = await embedPage(`<main>${link}</main>${embedTag()}`);
    const main = page.querySelector('main')!;
    const before = page.body.innerHTML;
    const outcome = buttons()[0]!.open();
    await until(() => window.araucariaCalls?.length, 'the widget');
    main.replaceChildren();
    expect(await outcome).to.deep.equal({ status: 'exit', error: null });
    main.innerHTML = link;
    main.replaceChildren();
    await observed();
    expect(buttons()).to.deep.equal([]);
    main.innerHTML = link;
    await until(() => buttons().length === 1, 'the button');
    expect(page.body.innerHTML).to.equal(before);
    expect(window.errors).to.deep.equal([]);
  });

  it('that has the focus gives it to its button, and takes it from nothing else', async () => {
    const { window, page, buttons } = await embedPage(
      `<img name="activeElement" alt=""><input><main></main>${embedTag()}`,
    );
    const focused = (): Element | null => unclobbered(page).activeElement;
    const main = page.querySelector('main')!;
    main.innerHTML = '<a href="/x">Bank</a>';
    const anchor = main.querySelector('a')!;
    window.focus();
    anchor.focus();
    anchor.setAttribute('data-araucaria-connect', '');
    await until(() => focused() === buttons()[0], 'the focus');
    expect(buttons()[0]!.shadowRoot!.activeElement?.localName).to.equal('button');
    page.querySelector('input')!.focus();
    main.insertAdjacentHTML('beforeend', link);
    await until(() => buttons().length === 2, 'the second button');
    await buttons()[1]!.updateComplete;
    expect(focused()?.localName).to.equal('input');
  });

  it('in a form neither submits it nor adds to its data', async () => {
    const { window, page, buttons } = await embedPage(
      `<form><input name="city" value="Lima"><button data-araucaria-connect name="bank" value="x">Bank</button></form>${embedTag()}`,
    );
    const form = page.querySelector('form')!;
    let submissions = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submissions += 1;
    });
    const [button] = buttons();
    await button!.updateComplete;
    button!.shadowRoot!.querySelector('button')!.click();
    const [call] = await until(() => window.araucariaCalls, 'the widget');
    call!.onSuccess();
    expect(button!.phase).to.equal('connected');
    expect(submissions).to.equal(0);
    expect([...new window.FormData(form)]).to.deep.equal([['city', 'Lima']]);
  });

  for (const [where, before] of Object.entries({
    'in the head': '',
    'before it': '',
    'before it, on a page with an element named readyState': '<img name="readyState" alt="">',
  })) {
    it(`with the script ${where} becomes a button only when it is whole`, async () => {
      const slow = `<a data-araucaria-connect href="/x">Link <script>
        // The observer of the page has its turn in the middle of the link.
        const request = new XMLHttpRequest();
        request.open('GET', '${location.origin}/fake/requests?key=none', false);
        request.send();
        </script>your bank</a>`;
      const inHead = where === 'in the head';
      const body = `${before}${inHead ? '' : embedTag()}${slow}`;
      const { buttons, window } = await embedPage(body, inHead ? embedTag() : '');
      expect(await label(buttons()[0]!)).to.equal('Link your bank');
      // Libraries that delay scripts dispatch it again.
      const [first] = buttons();
      window.dispatchEvent(new window.Event('DOMContentLoaded'));
      expect(buttons()).to.deep.equal([first]);
    });
  }
});
