import { expect } from '@open-wc/testing';
import { connectButton, freshPage, message, until } from '../support/button.ts';

/** Replaces each text node by a `<font>` with the text, as translators of browsers do. */
function translate(root: ShadowRoot): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const font = document.createElement('font');
    font.textContent = text.data;
    text.replaceWith(font);
  }
}

describe('the button on a translated page', () => {
  freshPage();

  it('shows its current label and message', async () => {
    const { button, ends } = await connectButton({ token: '500' });
    const label = button.shadowRoot!.querySelector('[part=label]')!;
    for (const [connectionId, words] of [
      ['', 'Connect your bank'],
      ['conn_1', 'Reconnect your bank'],
      ['', 'Connect your bank'],
    ] as const) {
      translate(button.shadowRoot!);
      button.connectionId = connectionId;
      await button.updateComplete;
      expect(label.textContent.trim()).to.equal(words);
    }
    for (const runs of [1, 2]) {
      void button.open();
      await button.updateComplete;
      translate(button.shadowRoot!);
      await until(() => ends().length === runs, 'the run to end');
      expect(await message(button)).to.equal('The service isn’t responding. Try again later.');
      translate(button.shadowRoot!);
    }
  });
});
