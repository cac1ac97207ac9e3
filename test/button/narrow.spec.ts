import { expect, fixture, html } from '@open-wc/testing';
import { connectButton, freshPage } from '../support/button.ts';

const labels = {
  'the built-in label': '',
  'a long word': 'Rechtsschutzversicherungsgesellschaftskontoverbindung jetzt verknüpfen',
  'a long word with an icon': '<i slot="icon">€</i>Donaudampfschifffahrtsgesellschaftskapitän',
  'an element with a long word': '<b>Otorrinolaringologistacontabancária</b>',
};

/** Parents that are as wide as the column, and shrink to their content where they can. */
const parents: Record<string, string> = {
  block: '<div></div>',
  flex: '<div style="display: flex"></div>',
  'flex column': '<div style="display: flex; flex-direction: column; align-items: flex-start"></div>',
  grid: '<div style="display: grid"></div>',
  'grid with an auto column': '<div style="display: grid; grid-template-columns: auto"></div>',
  table: '<table style="border-spacing: 0"><tbody><tr><td style="padding: 0"></td></tr></tbody></table>',
};

describe('the button in a narrow column', () => {
  freshPage();

  for (const [name, parent] of Object.entries(parents)) {
    it(`is no wider than the column, in a parent of kind ${name}`, async () => {
      const column = await fixture<HTMLElement>(html`<div></div>`);
      column.innerHTML = parent;
      const place = column.querySelector('td') ?? column.firstElementChild!;
      const { button, inner } = await connectButton({ token: 'hang' });
      place.append(button);
      for (const lang of ['en', 'es', 'pt']) {
        button.lang = lang;
        for (const [what, label] of Object.entries(labels)) {
          button.innerHTML = label;
          for (const isLoading of [false, true]) {
            if (isLoading) void button.open();
            else button.close();
            await button.updateComplete;
            for (const width of [80, 120, 160, 240, 320]) {
              column.style.width = `${width}px`;
              expect(column.scrollWidth, `${what} in ${lang}, ${width} px`).to.be.at.most(width);
              expect(inner.scrollWidth, `the inside of ${what} in ${lang}, ${width} px`).to.be.at.most(
                inner.clientWidth,
              );
              expect(button.getBoundingClientRect().width).to.be.at.most(width);
            }
          }
        }
      }
      button.close();
    });
  }

  it('has its message inside the column as well', async () => {
    const column = await fixture<HTMLElement>(html`<div style="width: 80px"></div>`);
    const { button } = await connectButton({ token: '503' });
    column.append(button);
    await button.open();
    await button.updateComplete;
    expect(column.scrollWidth).to.equal(80);
  });
});
