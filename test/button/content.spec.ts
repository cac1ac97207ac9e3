import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { freshPage, settled } from '../support/button.ts';

async function element(content: string): Promise<AraucariaConnectButton> {
  const box = await fixture(html`<div></div>`);
  box.innerHTML = `<araucaria-connect-button>${content}</araucaria-connect-button>`;
  await settled();
  return box.querySelector('araucaria-connect-button')!;
}

/** What a user sees as the label: of the nodes in the page, or the built-in one. */
const label = (button: AraucariaConnectButton): string => {
  const slot = button.shadowRoot!.querySelector<HTMLSlotElement>('slot[part=label]')!;
  const nodes = slot.assignedNodes({ flatten: true });
  return nodes
    .map(({ textContent }) => textContent)
    .join('')
    .trim();
};

/** The size of an icon in px. */
async function size(svg: string): Promise<number[]> {
  const button = await element(svg);
  const { width, height } = button.querySelector('svg')!.getBoundingClientRect();
  return [width, height];
}

describe('the content of the button', () => {
  freshPage();

  for (const content of [
    '',
    '\n  ',
    '<br>',
    '&nbsp;',
    '&#8203;&shy;',
    '<!-- Connect -->',
    '<noscript>Connect</noscript>',
    '<template>Connect</template>',
    '<script type="text/plain">Connect</script>',
    '<style></style>',
    '<p></p>',
    '<p>&nbsp;<br></p>',
    '<span hidden>Connect</span>',
    '<br><!-- --> <p><!-- --></p>\n',
    '<i slot="icon"></i>\n',
    '<a slot="fallback" href="/manual">Connect by hand</a>',
  ]) {
    it(`leaves the built-in label: ${JSON.stringify(content)}`, async () => {
      const button = await element(content);
      expect(label(button)).to.equal('Connect your bank');
      await expect(button).to.be.accessible();
    });
  }

  for (const [content, expected] of [
    ['Link', 'Link'],
    ['<br>Link<br>', 'Link'],
    ['<p> <b>Link</b></p>', 'Link'],
    ['<img alt="Link" src="data:,">', ''],
    ['<svg role="img" aria-label="Link"></svg>', ''],
    ['<my-label></my-label>', ''],
    ['<noscript>none</noscript> Link', 'Link'],
  ] as const) {
    it(`is the label: ${JSON.stringify(content)}`, async () => {
      const button = await element(content);
      const slot = button.shadowRoot!.querySelector<HTMLSlotElement>('slot[part=label]')!;
      expect(slot.assignedNodes()).to.have.length.above(0);
      if (expected) expect(label(button)).to.contain(expected);
    });
  }

  it('decides the label whenever it changes', async () => {
    const button = await element('');
    const text = button.appendChild(document.createTextNode(' '));
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    text.data = 'Link';
    await settled();
    expect(label(button)).to.equal('Link');
    text.data = '';
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    const paragraph = button.appendChild(document.createElement('p'));
    const inner = paragraph.appendChild(document.createElement('b'));
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    inner.textContent = 'Deep';
    await settled();
    expect(label(button)).to.equal('Deep');
    paragraph.hidden = true;
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    button.replaceChildren();
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    button.textContent = 'Again';
    await settled();
    expect(label(button)).to.equal('Again');
  });

  it('may be a slot of a component around it, whose content counts', async () => {
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<araucaria-connect-button><slot></slot></araucaria-connect-button>';
    const button = root.querySelector('araucaria-connect-button')!;
    await settled();
    expect(label(button)).to.equal('Connect your bank');
    host.textContent = 'Link';
    await settled();
    expect(label(button)).to.equal('Link');
    host.textContent = '';
    await settled();
    expect(label(button)).to.equal('Connect your bank');
  });

  it('an icon has the size that its author gave it, else that of the built-in one', async () => {
    expect(await size('<svg slot="icon" viewBox="0 0 1 1"></svg>')).to.deep.equal([20, 20]);
    expect(await size('<svg slot="icon"></svg>')).to.deep.equal([20, 20]);
    expect(await size('<svg slot="icon" width="32" height="24"></svg>')).to.deep.equal([32, 24]);
    expect(await size('<svg slot="icon" style="width: 10px; height: 12px"></svg>')).to.deep.equal([10, 12]);
  });

  it('a fallback is never shown once the element is defined', async () => {
    const button = await element('<a slot="fallback" href="/manual">By hand</a>Link');
    const fallback = button.querySelector('a')!;
    expect(fallback.getClientRects()).to.have.lengthOf(0);
    button.append(Object.assign(document.createElement('a'), { slot: 'fallback', textContent: 'Later' }));
    await settled();
    expect(button.lastElementChild!.getClientRects()).to.have.lengthOf(0);
    expect(label(button)).to.equal('Link');
  });
});
