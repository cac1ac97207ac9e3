import { expect, fixture, html } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, freshPage, until } from '../support/button.ts';
import { contrastOf, pixel, type Pixel } from '../support/contrast.ts';

const image =
  'url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==)';

/** Accents, each with the colors that it has somewhere; undefined for a plain color. */
const accents: [accent: string, shown?: string[]][] = [
  ['#14532d'],
  ['yellow'],
  ['rebeccapurple'],
  ['transparent'],
  ['rgb(255 0 0 / 0.1)'],
  ['rgb(255 0 0 / 0.5)'],
  ['rgb(0 0 120 / 0.6)'],
  ['#ffffff80'],
  ['hsl(210 90% 50% / 30%)'],
  ['currentColor'],
  ['CanvasText'],
  ['Canvas'],
  ['Highlight'],
  ['oklch(0.7 0.3 150)'],
  ['color(display-p3 0 1 0)'],
  ['color(display-p3 1 0 0 / 0.4)'],
  ['color-mix(in oklch, red, blue)'],
  ['color-mix(in srgb, currentColor 30%, transparent)'],
  ['rgb(from rebeccapurple r g b / 0.3)'],
  ['light-dark(navy, lightblue)'],
  ['linear-gradient(90deg, #6a11cb, #2575fc)', ['#6a11cb', '#2575fc', 'rgb(72 67 228)']],
  ['linear-gradient(90deg, red, cyan)', ['red', 'cyan', 'rgb(128 128 128)']],
  ['linear-gradient(45deg, #fbc2eb, #a6c1ee)', ['#fbc2eb', '#a6c1ee']],
  ['radial-gradient(rgb(0 0 0 / 0.2), rgb(255 255 255 / 0.2))', ['rgb(0 0 0 / 0.2)', 'rgb(255 255 255 / 0.2)']],
  ['linear-gradient(currentColor, currentColor)', ['currentColor']],
  ['linear-gradient(red, black), blue', ['red', 'black']],
  [image, ['#fff', '#000', 'red']],
  [`${image}, linear-gradient(white, black)`, ['#fff', '#000']],
];

const nextFrame = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** The shadows over a background: of a state, and of a gradient that is not readable by itself. The topmost is the first. */
const shades = (inner: Element): string[] =>
  getComputedStyle(inner)
    .boxShadow.split(/,\s(?=[a-z]+\()/)
    .map((shadow) => /^[a-z]+\([^()]*\)/.exec(shadow)?.[0] ?? 'transparent')
    .toReversed();

/** The least contrast of a label with what is behind it. */
function labelContrast(button: AraucariaConnectButton, backdrop: string, shown: string[] | undefined): number {
  const inner = button.shadowRoot!.querySelector('button')!;
  const { backgroundColor, color } = getComputedStyle(inner);
  const around = getComputedStyle(button).color;
  const images = (shown ?? ['transparent']).map((each) => resolved(button, each.replace('currentColor', around)));
  const backgrounds = images.map((each): Pixel => pixel(backdrop, backgroundColor, each, ...shades(inner)));
  return Math.min(...backgrounds.map((background) => contrastOf(background, pixel(color))));
}

/** A color as the browser computes it, for a canvas that does not know its notation. */
function resolved(parent: Element, color: string): string {
  const probe = parent.appendChild(document.createElement('i'));
  probe.style.backgroundColor = color;
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}

describe('the contrast of the label', () => {
  freshPage();

  for (const [scheme, backdrop, text] of [
    ['light', '#fff', '#222'],
    ['dark', '#101418', '#e6e6e6'],
    ['light', 'rgb(40, 20, 80)', '#fff'],
  ] as const) {
    it(`is 4.5 on any accent, on ${backdrop} in a ${scheme} page, in every state`, async () => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      Object.assign(place.style, { colorScheme: scheme, background: backdrop, color: text });
      for (const [accent, shown] of accents) {
        if (!CSS.supports('background', accent)) continue;
        const { button, inner } = await connectButton({ token: 'hang' });
        button.style.setProperty('--araucaria-connect-button-color', accent);
        place.append(button);
        const check = async (state: string): Promise<void> => {
          await button.updateComplete;
          // In browsers without relative colors, also a plain color is measured before the next frame.
          await nextFrame();
          const ratio = labelContrast(button, backdrop, inner.disabled ? undefined : shown);
          expect(ratio, `${accent}, ${state}`).to.be.at.least(4.5);
        };
        await check('at rest');
        inner.focus();
        await check('with focus');
        const { x, y } = inner.getBoundingClientRect();
        await sendMouse({ type: 'move', position: [Math.ceil(x) + 9, Math.ceil(y) + 9] });
        await check('under the pointer');
        await sendMouse({ type: 'down' });
        await check('pressed');
        // Released elsewhere, so that it is no click.
        await sendMouse({ type: 'move', position: [0, 0] });
        await resetMouse();
        button.disabled = true;
        await check('disabled');
        button.disabled = false;
        void button.open();
        await check('loading');
        button.close();
        button.remove();
      }
    });
  }

  it('is that of the text around a button without a color', async () => {
    const place = await fixture<HTMLElement>(html`<div style="color: rgb(90, 20, 20)"></div>`);
    const { button, inner } = await connectButton();
    button.style.setProperty('--araucaria-connect-button-color', 'transparent');
    place.append(button);
    await until(() => getComputedStyle(inner).color === 'rgb(90, 20, 20)', 'the color of the text around it');
  });

  it('follows an accent that changes without a render', async () => {
    const { button, inner } = await connectButton();
    const label = (): string => getComputedStyle(inner).color;
    await nextFrame();
    button.style.setProperty('--araucaria-connect-button-color', 'rgb(0 0 0 / 0.8)');
    await until(() => contrastOf(pixel(label()), [255, 255, 255]) < 1.1, 'a light label');
    button.style.setProperty('--araucaria-connect-button-color', 'rgb(0 0 0 / 0.1)');
    await until(() => contrastOf(pixel(label()), [0, 0, 0]) < 1.1, 'a dark label');
    button.style.setProperty('--araucaria-connect-button-color', '#14532d');
    await until(() => contrastOf(pixel(label()), [255, 255, 255]) < 1.1, 'a light label again');
    button.style.removeProperty('--araucaria-connect-button-color');
    await nextFrame();
    expect(inner.style.getPropertyValue('--_accent')).to.equal('');
  });

  it('leaves the color to a page that sets it', async () => {
    const { button, inner } = await connectButton();
    button.style.setProperty('--araucaria-connect-button-color', 'linear-gradient(red, cyan)');
    button.style.setProperty('--araucaria-connect-button-text-color', 'rgb(1, 2, 3)');
    await nextFrame();
    expect(getComputedStyle(inner).color).to.equal('rgb(1, 2, 3)');
  });
});
