// The gallery: every state of the widget and of the button, one at a time or all at once, in the looks that are switched on.
import { html, nothing, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { elements, Selection, switches, type ElementName, type Switch } from './selection.ts';

let selection = new Selection(new URLSearchParams(location.search));
let filter = '';
/** How long the state took to be on screen, in ms. */
let shownAfterMs: number | null = null;
/** What has the keyboard in the gallery itself. A state takes it as it does in a host's page, and has to give it back. */
let focused: HTMLElement | null = null;

function go(address: string): void {
  history.replaceState(null, '', address);
  selection = new Selection(new URLSearchParams(location.search));
  shownAfterMs = null;
  update();
}

/** A link within the gallery, which needs no new page. */
function link(address: string, content: TemplateResult | string, isCurrent = false): TemplateResult {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(address);
  };
  return html`<a href=${address} aria-current=${isCurrent ? 'page' : nothing} @click=${follow}>${content}</a>`;
}

function renderTab(element: ElementName): TemplateResult {
  const content = html`${element} <small>${Object.keys(elements[element]).length}</small>`;
  return link(selection.with({ element, state: '' }), content, selection.element === element);
}

function renderStates(): TemplateResult {
  const groups = Map.groupBy(shownStates(), (state) => elements[selection.element][state]?.group);
  return html`<ul>
      <li>${link(selection.with({ state: '' }), 'all', selection.state === '')}</li>
    </ul>
    ${Array.from(
      groups,
      ([group, states]) =>
        html`<h2>${group}</h2>
          <ul>
            ${states.map(
              (state) => html`<li>${link(selection.with({ state }), state, selection.state === state)}</li>`,
            )}
          </ul>`,
    )}`;
}

/** The states of the element that match the filter. */
function shownStates(): string[] {
  return Object.keys(elements[selection.element]).filter((state) => state.includes(filter));
}

function renderSwitch(each: Switch): TemplateResult {
  const { name, label, values } = each;
  const chosen = selection.value(each);
  return html`<fieldset>
    <legend>${label}</legend>
    ${values.map(
      ([value, text]) =>
        html`<label>
          <input
            type="radio"
            name=${name}
            .checked=${value === chosen}
            @change=${() => go(selection.with({ [name]: value }))}
          />
          <span>${text}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** One state in a frame of the screen's size, made smaller where it does not fit `room`. */
function renderFrame(state: string, room: { width: number; height: number }, isAlone: boolean): TemplateResult {
  const { width, height } = selection.screen;
  const scale = Math.min(1, room.width / width, room.height / height);
  const address = selection.page(state);
  return html`<div class="screen" style="inline-size: ${width * scale}px; block-size: ${height * scale}px">
    ${keyed(
      address,
      html`<iframe
        title=${state}
        src=${address}
        loading=${isAlone ? 'eager' : 'lazy'}
        ?inert=${!isAlone}
        style="inline-size: ${width}px; block-size: ${height}px; scale: ${scale}"
      ></iframe>`,
    )}
  </div>`;
}

function renderAll(): TemplateResult {
  const width = selection.screen.width > 400 ? 420 : 260;
  return html`<div class="all">
    ${shownStates().map(
      (state) =>
        html`<figure>
          ${renderFrame(state, { width, height: 600 }, false)}
          <figcaption>${link(selection.with({ state }), state)}</figcaption>
        </figure>`,
    )}
  </div>`;
}

function renderOne(): TemplateResult {
  const { clientWidth = 0, clientHeight = 0 } = document.querySelector('main') ?? {};
  return html`<div class="one">
    ${renderFrame(selection.state, { width: clientWidth - 48, height: clientHeight - 48 }, true)}
  </div>`;
}

function update(): void {
  const { element, state } = selection;
  render(
    html`
      <nav aria-label="States">
        <p class="brand">Araucaria Connect <span>State gallery</span></p>
        <div class="tabs">${renderTab('widget')}${renderTab('button')}</div>
        <input
          type="search"
          aria-label="Filter the states"
          placeholder="Filter"
          .value=${filter}
          @input=${(event: InputEvent) => {
            filter = (event.target as HTMLInputElement).value.trim().toLowerCase();
            update();
          }}
        />
        <div class="states">${renderStates()}</div>
      </nav>
      <header>
        <h1>${element} <span>${state || 'all states'}</span></h1>
        <p role="status">${shownAfterMs === null ? nothing : `on screen after ${Math.round(shownAfterMs)} ms`}</p>
        <form>${switches.map(renderSwitch)}</form>
        ${state ? html`<a href=${selection.page(state)} target="_blank">Open alone</a>` : nothing}
      </header>
      <main style=${`color-scheme: ${selection.theme}`}>${state ? renderOne() : renderAll()}</main>
    `,
    document.body,
  );
}

/** The next or the former state of the list. */
function step(by: 1 | -1): void {
  const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('.states a'));
  const current = links.findIndex((each) => each.ariaCurrent === 'page');
  focused = links[current + by] ?? null;
  focused?.click();
}

addEventListener('keydown', (event) => {
  // There these keys have a meaning of their own.
  if (event.target instanceof HTMLInputElement) return;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  step(event.key === 'ArrowDown' ? 1 : -1);
});

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!selection.state) return;
  if (typeof data !== 'object' || data === null || !('shownAfterMs' in data)) return;
  shownAfterMs = Number(data.shownAfterMs);
  update();
  const current = document.querySelector<HTMLElement>('.states [aria-current]');
  current?.scrollIntoView({ block: 'nearest' });
  (focused?.isConnected ? focused : current)?.focus();
});

addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !(target instanceof HTMLIFrameElement)) focused = target;
});

addEventListener('resize', update);
// What was changed is built: the address has all that was shown.
new EventSource('reload').addEventListener('reload', () => location.reload());

update();
// Once more: the room that there is for a state is known from now on.
update();
