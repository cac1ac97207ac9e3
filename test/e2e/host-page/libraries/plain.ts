// The connect button inside a popover or dialog of a library without a framework, or of the browser. The query names it.
// @ts-expect-error -- bootstrap has no types.
import { Dropdown, Modal, Offcanvas } from 'bootstrap';
import { createFocusTrap } from 'focus-trap';
import tippy from 'tippy.js';

declare const widgetSrc: string;

const opener = document.createElement('button');
opener.textContent = 'Accounts';
const inside = document.createElement('div');
inside.id = 'inside';
inside.innerHTML = `<input aria-label="Nickname">
  <araucaria-connect-button id="connect" token-endpoint="/token" widget-src="${widgetSrc}"></araucaria-connect-button>`;
const root = document.querySelector('#root')!;
root.append(opener);

/** Adds an element to the page, with `inside` in it. */
function surround(tag: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.tabIndex = -1;
  element.append(inside);
  root.append(element);
  return element;
}

const press = (open: () => void): void => opener.addEventListener('click', open);

const tip = (options: object): void => {
  tippy(opener, { content: inside, interactive: true, appendTo: () => document.body, duration: 0, ...options });
};

const pages: Record<string, () => void> = {
  'bootstrap-modal'() {
    const element = surround('div', 'modal fade');
    element.innerHTML = '<div class="modal-dialog"><div class="modal-content"></div></div>';
    element.querySelector('.modal-content')!.append(inside);
    press(() => Modal.getOrCreateInstance(element).show());
  },
  'bootstrap-offcanvas'() {
    const element = surround('div', 'offcanvas offcanvas-start');
    press(() => Offcanvas.getOrCreateInstance(element).show());
  },
  'bootstrap-dropdown'() {
    const box = document.createElement('div');
    box.className = 'dropdown';
    root.append(box);
    opener.className = 'dropdown-toggle';
    opener.dataset['bsToggle'] = 'dropdown';
    opener.dataset['bsAutoClose'] = 'outside';
    box.append(opener, surround('div', 'dropdown-menu'));
    Dropdown.getOrCreateInstance(opener);
  },
  'tippy-click': () => tip({ trigger: 'click' }),
  'tippy-focus': () => tip({ trigger: 'mouseenter focus' }),
  'focus-trap'() {
    const element = surround('div');
    const trap = createFocusTrap(element, {
      clickOutsideDeactivates: true,
      onDeactivate: () => (element.hidden = true),
    });
    element.hidden = true;
    press(() => {
      element.hidden = false;
      trap.activate();
    });
  },
  'focus-trap-strict'() {
    const element = surround('div');
    press(() => void createFocusTrap(element).activate());
  },
  // Closes on every event outside of it, as many hosts' own popovers do.
  'home-made'() {
    const element = surround('div');
    element.hidden = true;
    press(() => (element.hidden = false));
    const close = ({ target }: Event): void => {
      if (target instanceof Node && !element.contains(target) && target !== opener) element.remove();
    };
    for (const type of ['pointerdown', 'mousedown', 'click', 'focusin', 'touchstart', 'keydown', 'mousemove']) {
      document.addEventListener(type, (event) => element.hidden || close(event), true);
    }
    for (const type of ['focusout', 'mouseleave']) {
      element.addEventListener(type, (event) => {
        const { relatedTarget } = event as FocusEvent;
        if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.remove();
      });
    }
  },
  'popover-auto'() {
    const element = surround('div');
    element.popover = 'auto';
    opener.popoverTargetElement = element;
  },
};

pages[location.search.slice(1)]?.();
