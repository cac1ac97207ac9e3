import { expect, fixture, html } from '@open-wc/testing';
import * as fc from 'fast-check';
import { freshPage, page, settled, watch, type WidgetCall } from '../support/button.ts';

/** What can happen to a button, in any order. */
const actions = [
  'click',
  'open',
  'close',
  'remove',
  'add',
  'attribute',
  'disable',
  'answer',
  'refuse',
  'success',
  'exit',
  'wait',
] as const;

describe('button 27: whatever happens in whatever order', () => {
  freshPage();

  it('one widget at most, one terminal event a run, usable in the end', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...actions), { maxLength: 25 }), async (sequence) => {
        const home = await fixture<HTMLElement>(html`<div></div>`);
        const button = document.createElement('araucaria-connect-button');
        button.preload = 'none';
        home.append(button);
        await button.updateComplete;
        const { events } = watch(button);
        const answers: { resolve(value: never): void; reject(reason: unknown): void }[] = [];
        button.fetchToken = () => new Promise((resolve, reject) => answers.push({ resolve, reject }));

        const open = new Set<WidgetCall>();
        const all: WidgetCall[] = [];
        let most = 0;
        page.Araucaria = {
          open(call: WidgetCall) {
            open.add(call);
            all.push(call);
            most = Math.max(most, open.size);
            return { close: () => open.delete(call) };
          },
        };
        const newest = (): WidgetCall | undefined => all.at(-1);
        const happen: Record<(typeof actions)[number], () => unknown> = {
          click: () => button.click(),
          open: () => void button.open(),
          close: () => button.close(),
          remove: () => button.remove(),
          add: () => home.append(button),
          attribute: () => button.setAttribute('connection-id', `conn_${events.length}`),
          disable: () => button.toggleAttribute('disabled'),
          answer: () => answers.pop()?.resolve({ widgetToken: 'wtk' } as never),
          refuse: () => answers.pop()?.reject(new Error('no')),
          success: () => newest()?.onSuccess(),
          exit: () => newest()?.onExit(),
          wait: settled,
        };
        for (const action of sequence) await happen[action]();

        button.close();
        await settled();
        expect(most).to.be.at.most(1);
        expect(open.size, 'widgets left open').to.equal(0);
        // Each araucaria-open is followed by exactly one end, before the next one begins.
        const kinds = events.map(({ name }) => (name === 'araucaria-open' ? 'open' : 'end'));
        expect(kinds).to.deep.equal(kinds.map((_, index) => (index % 2 === 0 ? 'open' : 'end')));
        expect(kinds.length % 2).to.equal(0);

        if (!button.isConnected) home.append(button);
        button.disabled = false;
        button.connectionId = '';
        button.fetchToken = async () => ({ widgetToken: 'wtk', connectionId: 'conn_last' });
        await button.updateComplete;
        button.click();
        await settled();
        newest()!.onSuccess();
        expect(button.phase).to.equal('connected');
        expect(button.value).to.equal('conn_last');
        home.remove();
      }),
      { numRuns: 60 },
    );
  });
});
