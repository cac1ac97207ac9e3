import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { contrastOf as contrast, pixel, type Pixel } from '../support/contrast.ts';
import { connectButton, freshPage, message, opened, state, until } from '../support/button.ts';

const inside = (button: Element, selector: string): HTMLElement => button.shadowRoot!.querySelector(selector)!;

describe('the look of the button', () => {
  freshPage();

  for (const scheme of ['light', 'dark']) {
    it(`axe finds nothing on a ${scheme} page, with and without a message`, async () => {
      const page = await fixture(html`<div></div>`);
      Object.assign((page as HTMLElement).style, {
        colorScheme: scheme,
        background: scheme === 'dark' ? '#111' : '#fff',
        color: scheme === 'dark' ? '#eee' : '#111',
      });
      const { button } = await connectButton({ token: '503' });
      page.append(button);
      await expect(page).to.be.accessible();
      await button.open();
      expect(await message(button)).not.to.equal('');
      await expect(page).to.be.accessible();
    });
  }

  for (const scheme of ['light', 'dark']) {
    it(`contrasts with a ${scheme} page and has a readable label, unless the host sets a color`, async () => {
      const { button, inner } = await connectButton();
      button.style.colorScheme = scheme;
      const background = surface(inner);
      await until(() => contrast(background, pixel(getComputedStyle(inner).color)) >= 7, 'a readable label');
      expect(contrast(background, scheme === 'dark' ? [18, 18, 18] : [255, 255, 255])).to.be.at.least(7);
      // It is green, unlike the text of the page.
      expect(background[1] - background[0]).to.be.at.least(50);
    });
  }

  it('has a readable label, white or black, on any color of the host', async () => {
    const { button, inner } = await connectButton();
    const steps = [0, 51, 102, 153, 204, 255];
    for (const hostColor of steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `rgb(${r}, ${g}, ${b})`)))) {
      button.style.setProperty('--araucaria-connect-button-color', hostColor);
      const { backgroundColor, color } = getComputedStyle(inner);
      expect(backgroundColor).to.equal(hostColor);
      // WCAG 2.2, 1.4.3, for text of this size: at once if the style sheet sets the color, else with the next frame.
      if (CSS.supports('color: oklch(from CanvasText calc(1 - l) c h)')) {
        expect(contrast(pixel(backgroundColor), pixel(color)), hostColor).to.be.at.least(4.5);
      } else {
        const shown = (): string => getComputedStyle(inner).color;
        await until(() => contrast(pixel(backgroundColor), pixel(shown())) >= 4.5, `a readable label on ${hostColor}`);
      }
    }
  });

  it("takes the host's colors and radius", async () => {
    const { button, inner } = await connectButton({ token: '503' });
    for (const [name, value] of [
      ['color', 'rgb(1, 2, 3)'],
      ['text-color', 'rgb(4, 5, 6)'],
      ['error-color', 'rgb(7, 8, 9)'],
      ['radius', '3px'],
    ] as const) {
      button.style.setProperty(`--araucaria-connect-button-${name}`, value);
    }
    await button.open();
    await button.updateComplete;
    const { backgroundColor, color, borderRadius } = getComputedStyle(inner);
    expect([backgroundColor, color, borderRadius]).to.deep.equal(['rgb(1, 2, 3)', 'rgb(4, 5, 6)', '3px']);
    expect(getComputedStyle(inside(button, '[part=message]')).color).to.equal('rgb(7, 8, 9)');
  });

  it('lets the page style its parts and states', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      araucaria-connect-button::part(button) { text-transform: uppercase; }
      araucaria-connect-button::part(label) { letter-spacing: 3px; }
      araucaria-connect-button::part(spinner) { outline: 5px solid; }
      araucaria-connect-button${state('loading')}::part(message) { text-indent: 7px; }`);
    document.adoptedStyleSheets.push(sheet);
    try {
      const { button, inner } = await connectButton({ token: 'hang' });
      const line = inside(button, '[part=message]');
      expect(getComputedStyle(line).textIndent).to.equal('0px');
      void button.open();
      await button.updateComplete;
      expect(getComputedStyle(inner).textTransform).to.equal('uppercase');
      expect(getComputedStyle(inside(button, '[part=label]')).letterSpacing).to.equal('3px');
      expect(getComputedStyle(inside(button, '[part=spinner]')).outlineWidth).to.equal('5px');
      expect(getComputedStyle(line).textIndent).to.equal('7px');
      button.close();
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    }
  });

  it('is at least 44 px high and wide whatever the font size of the root', async () => {
    const { button, inner } = await connectButton();
    button.innerHTML = '<i slot="icon">€</i><b style="font-size: 0">.</b>';
    const { style } = document.documentElement;
    try {
      for (const size of ['62.5%', '8px', '1px', '100%', '20px']) {
        style.fontSize = size;
        const { width, height } = inner.getBoundingClientRect();
        expect(Math.min(width, height), size).to.be.at.least(44);
      }
    } finally {
      style.fontSize = '';
    }
  });

  it('is at least 44 px high, and grows with the font', async () => {
    const { button, inner } = await connectButton();
    const { height, width } = inner.getBoundingClientRect();
    expect(height).to.be.at.least(44);
    button.style.fontSize = '40px';
    expect(inner.getBoundingClientRect().height).to.be.greaterThan(height);
    expect(inner.getBoundingClientRect().width).to.be.greaterThan(width * 2);
  });

  it('has the same width while it loads and after a failure, and the same place while it loads', async () => {
    const { button, inner } = await connectButton({ token: '503' });
    const before = inner.getBoundingClientRect().toJSON() as DOMRect;
    const { height } = button.getBoundingClientRect();
    const outcome = button.open();
    await button.updateComplete;
    expect(inner.getBoundingClientRect().toJSON()).to.deep.equal(before);
    expect(button.getBoundingClientRect().height).to.equal(height);
    await outcome;
    await button.updateComplete;
    expect(inner.getBoundingClientRect().width).to.equal(before.width);
    expect(button.getBoundingClientRect().height).to.be.greaterThan(height);
  });

  for (const [dir, order] of [
    ['ltr', 'before'],
    ['rtl', 'after'],
  ] as const) {
    it(`${dir}: the icon is ${order} the label, in reading direction`, async () => {
      const { button } = await connectButton({ dir });
      const icon = inside(button, '.icon').getBoundingClientRect().x;
      const label = inside(button, '[part=label]').getBoundingClientRect().x;
      expect(icon < label).to.equal(dir === 'ltr');
    });
  }

  it('shows a bank, a spinner in its place while loading, and a check mark once connected', async () => {
    const { button } = await connectButton();
    const icon = (): string => {
      const { width, backgroundImage, borderWidth } = getComputedStyle(inside(button, '.icon'));
      return inside(button, '.icon').checkVisibility() ? `${width} ${backgroundImage} ${borderWidth}` : '';
    };
    const bank = icon();
    expect(bank).to.contain('gradient');
    void button.open();
    await button.updateComplete;
    expect(icon()).to.equal('');
    expect(inside(button, '[part=spinner]').getAnimations()).to.have.lengthOf(1);
    (await opened()).onSuccess();
    await button.updateComplete;
    expect(icon()).not.to.be.oneOf(['', bank]);
  });

  it('a label and an icon of the host replace the built-in ones', async () => {
    const button = await fixture<AraucariaConnectButton>(
      html`<araucaria-connect-button preload="none"><i slot="icon">€</i>Link account</araucaria-connect-button>`,
    );
    const [icon, label] = button.shadowRoot!.querySelectorAll('slot');
    const shown = [icon!, label!].map((slot) => slot.assignedNodes().map(({ textContent }) => textContent?.trim()));
    expect(shown.map((texts) => texts.join(''))).to.deep.equal(['€', 'Link account']);
    await expect(button).to.be.accessible();
  });

  it('has a polite live region before there is a message, so that screen readers announce it', async () => {
    const { button, inner } = await connectButton({ token: '503' });
    const line = inside(button, '[role=status]');
    expect(line.textContent.trim()).to.equal('');
    await button.open();
    expect(await message(button)).to.equal('The service isn’t responding. Try again later.');
    expect(inside(button, '[role=status]')).to.equal(line);
    expect(inner.getAttribute('aria-describedby')).to.equal(line.id);
  });

  it('is hidden by the attribute hidden', async () => {
    const { button } = await connectButton({ hidden: true });
    expect(getComputedStyle(button).display).to.equal('none');
  });
});

/** The color of a background, with the color over it of a gradient that has only one. */
function surface(element: Element): Pixel {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  return pixel(backgroundColor, /rgba?\([^)]*\)/.exec(backgroundImage)?.[0]);
}
