import { expect, fixture, html } from '@open-wc/testing';
import * as fc from 'fast-check';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { freshPage, page, script, settled, until, watch, type Watched, type WidgetCall } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

/** Actions of a user, the page, the network and the widget. */
const actions = [
  'click',
  'open',
  'close',
  'remove',
  'add',
  'move',
  'attribute',
  'disable',
  'answer',
  'refuse',
  'load',
  'fail',
  'success',
  'exit',
  'late',
  'wait',
] as const;
type Action = (typeof actions)[number];

const { widgetToken } = canaries;

/** Two buttons on a page. The test controls when requests, script tag and widget do something. */
class World {
  readonly watched: Watched[] = [];
  readonly outcomes: Promise<unknown>[] = [];
  readonly open = new Set<WidgetCall>();
  #calls: WidgetCall[] = [];
  #answers: { resolve(token: { widgetToken: string; connectionId: string }): void; reject(reason: Error): void }[] = [];
  #home: HTMLElement;
  #src: string;
  #modern: boolean;

  constructor(home: HTMLElement, src: string, modern: boolean) {
    this.#home = home;
    this.#src = src;
    this.#modern = modern;
    delete page.Araucaria;
    // The state that the buttons share: a failed sequence must not fail the next one, or fast-check could not shrink it.
    Reflect.deleteProperty(globalThis, Symbol.for('araucaria-connect'));
    this.#addTag();
    for (let count = 0; count < 2; count++) {
      const button = document.createElement('araucaria-connect-button');
      Object.assign(button, { preload: 'none', widgetSrc: src });
      button.fetchToken = () => new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
      home.append(button);
      this.watched.push(watch(button));
    }
  }

  /** Invariants that hold after each action. */
  expectInvariants(): void {
    const buttons = this.watched.map(({ button }) => button);
    const showing = buttons.filter(({ phase }) => phase === 'open');
    expect(this.open.size, 'widgets open').to.equal(showing.length);
    expect(showing.length, 'buttons with a widget').to.be.at.most(1);
    const gone = buttons.filter(({ isConnected, phase }) => !isConnected && ['loading', 'open'].includes(phase));
    expect(gone, 'runs of removed buttons').to.have.lengthOf(0);
  }

  async perform(action: Action, button: AraucariaConnectButton): Promise<void> {
    const effects: Record<Action, () => unknown> = {
      click: () => button.click(),
      open: () => this.outcomes.push(button.open()),
      close: () => button.close(),
      remove: () => button.remove(),
      add: () => this.#home.append(button),
      move: () => button.isConnected && this.#home.prepend(button),
      attribute: () => button.setAttribute('connection-id', `conn_${this.#calls.length}`),
      disable: () => button.toggleAttribute('disabled'),
      answer: () => this.#answers.shift()?.resolve({ widgetToken, connectionId: 'conn_0' }),
      refuse: () => this.#answers.shift()?.reject(new Error('refused')),
      load: () => this.load(),
      fail: () => this.#fail(),
      success: () => this.succeed(),
      exit: () => this.#calls.at(-1)?.onExit(),
      late: () => this.#calls[0]?.onExit(new Error('late')),
      wait: settled,
    };
    await effects[action]();
  }

  load(): void {
    page.Araucaria ??= { open: (call: WidgetCall) => this.#show(call), ...(this.#modern && { version: '1.0.0' }) };
    for (const tag of this.#tags()) tag.dispatchEvent(new Event('load'));
  }

  succeed(): void {
    this.#calls.at(-1)?.onSuccess();
  }

  #show(call: WidgetCall): { close(): void } {
    this.#calls.push(call);
    this.open.add(call);
    call.requestToken?.(new AbortController().signal).catch((error: unknown) => call.onExit(error));
    return { close: () => this.open.delete(call) };
  }

  #fail(): void {
    for (const tag of this.#tags()) tag.dispatchEvent(new Event('error'));
    this.#addTag();
  }

  #tags(): HTMLScriptElement[] {
    return [...document.scripts].filter(({ src }) => src === this.#src);
  }

  /** Adds a tag of the page, of a type that browsers do not fetch. */
  #addTag(): void {
    const tag = document.createElement('script');
    Object.assign(tag, { type: 'text/plain', src: this.#src });
    this.#home.append(tag);
  }
}

/** Each `araucaria-open` is followed by exactly one end before the next one begins. */
function expectOneEndEach({ events }: Watched): void {
  const kinds = events.map(({ name }) => (name === 'araucaria-open' ? 'open' : 'end'));
  expect(kinds).to.deep.equal(kinds.map((_, index) => (index % 2 === 0 ? 'open' : 'end')));
  expect(kinds.length % 2, 'runs without an end').to.equal(0);
}

async function expectUsable(world: World, { button }: Watched, id: string): Promise<void> {
  Object.assign(button, { disabled: false, connectionId: '' });
  button.fetchToken = async () => ({ widgetToken, connectionId: id });
  await button.updateComplete;
  button.click();
  await until(() => button.phase === 'open', 'the widget');
  world.succeed();
  expect(button.phase).to.equal('connected');
  expect(button.value).to.equal(id);
}

describe('actions in any order', () => {
  freshPage();

  // Actions that lead to an open widget are more frequent: most faults occur there.
  const forward = fc.constantFrom<Action>('click', 'load', 'answer');
  const action = fc.oneof({ weight: 2, arbitrary: forward }, { weight: 3, arbitrary: fc.constantFrom(...actions) });
  const sequences = fc.array(fc.tuple(action, fc.nat({ max: 1 })), { maxLength: 30 });
  let run = 0;

  it('open at most one widget, end each run with one event, and leave a usable button without axe violations', async function () {
    this.timeout(600_000);
    await fc.assert(
      fc.asyncProperty(sequences, fc.boolean(), async (sequence, modern) => {
        const home = await fixture<HTMLElement>(html`<div></div>`);
        const world = new World(home, `${script('never')}&run=${(run += 1)}`, modern);
        for (const [what, index] of sequence) {
          await world.perform(what, world.watched[index]!.button);
          world.expectInvariants();
        }

        for (const { button } of world.watched) button.close();
        await Promise.all(world.outcomes);
        await settled();
        world.expectInvariants();
        expect(world.open.size, 'widgets left open').to.equal(0);
        for (const watched of world.watched) expectOneEndEach(watched);

        world.load();
        for (const [index, watched] of world.watched.entries()) {
          home.append(watched.button);
          await expectUsable(world, watched, `conn_last_${index}`);
          expectOneEndEach(watched);
        }
        if (run % 20 === 0) await expect(home).to.be.accessible();
        home.remove();
      }),
      { numRuns: 80 },
    );
  });
});
