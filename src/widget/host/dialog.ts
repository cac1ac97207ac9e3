import { cleanDocument } from '../../shared/unshadowed.ts';
import { dialogCss } from './dialog-css.ts';
import { fenceEvents } from './event-fence.ts';
import { FrameLink } from './frame-link.ts';
import { labelsFor } from './labels.ts';
import type { CheckedOptions } from './options.ts';

/** So long after a press on the dialog, in ms, the focus has gone where the user sent it. */
const pressMs = 500;

/**
 * The modal dialog around the widget's frame. It lives in a closed shadow root, styled by an adopted sheet: host styles
 * such as `iframe { display: none !important }` don't reach it, and `style-src 'self'` allows it. Its host element is
 * beside `body` and not in it, since frameworks replace and morph the body, and dialog libraries hide what is in it.
 */
export class WidgetDialog {
  readonly frame: FrameLink;

  readonly #page = cleanDocument();
  readonly #host = this.#page.createElement('div');
  // Null-prototype, as all that is handed to the platform: members that someone put on `Object.prototype` count there.
  readonly #root = this.#host.attachShadow({ __proto__: null, mode: 'closed' } as ShadowRootInit);
  readonly #dialog = this.#page.createElement('dialog');
  readonly #spinner = this.#page.createElement('div');
  readonly #close = this.#page.createElement('button');
  #unfence = (): void => {};
  #observer: MutationObserver | undefined;
  // When the user last pressed beside the frame, in ms since the page began.
  #pressed = -Infinity;
  // The keyboard was last seen outside this page: in another window, or in the browser's own controls.
  #away = false;

  /** Builds the dialog, closed, with its frame already loading in it. */
  constructor(frameUrl: URL) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogCss);
    this.#root.adoptedStyleSheets = [sheet];
    this.frame = new FrameLink(frameUrl);
    // Attributes, since Firefox reflects `role` and `ariaLabel` only from 119 on.
    this.#spinner.setAttribute('role', 'img');
    this.#close.textContent = '×';
    this.#dialog.append(this.#spinner, this.frame.element, this.#close);
    this.#root.append(this.#dialog);
    this.#page.documentElement.append(this.#host);
  }

  /**
   * Puts the dialog on screen, in the host's `theme`. `onLeave`: the user asked to leave from the host's document. `onGone`: the dialog
   * closed or left the document without us.
   */
  show({ locale, theme }: CheckedOptions, onLeave: () => void, onGone: () => void): void {
    const [title, loading, close] = labelsFor(locale);
    this.#dialog.setAttribute('aria-label', title);
    this.#spinner.setAttribute('aria-label', loading);
    this.#close.setAttribute('aria-label', close);
    // Escape's second press cannot be cancelled in a dialog, only not taken for one in the first place.
    this.#dialog.setAttribute('closedby', 'none');
    this.frame.element.title = title;
    // By the CSSOM, which `style-src` does not forbid.
    for (const [name, value] of Object.entries(theme)) this.#dialog.style.setProperty(`--${name}`, value);

    this.#dialog.addEventListener('close', onGone);
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    this.#unfence = fenceEvents(this.#host, {
      keydown: (event) => this.#isEscape(event as KeyboardEvent) && onLeave(),
      click: (event) => this.#isBeside(event as MouseEvent) && onLeave(),
      // A press is the user's doing; one that a script dispatched is not.
      pointerdown: ({ isTrusted, timeStamp }) => isTrusted && (this.#pressed = timeStamp),
    });
    let taken = 0;
    this.#observer = new MutationObserver(() => {
      if (!this.#host.isConnected) return onGone();
      this.#fit();
      // `inert`, `aria-hidden` and the marks of libraries that hide all but their own dialog. Who puts them back each time
      // has its way in the end: the page must not hang.
      for (const name of this.#host.getAttributeNames()) if (taken++ < 99) this.#host.removeAttribute(name);
    });
    for (const node of [this.#host, this.#page.documentElement, document]) {
      this.#observer.observe(node, { __proto__: null, childList: true, attributes: true } as MutationObserverInit);
    }

    addEventListener('resize', this.#fit);
    this.#fit();
    // Not before: in a dialog that is built ahead of time the page's own focus comes first, and browsers say so in the console.
    this.#close.autofocus = true;
    this.#dialog.showModal();
  }

  /**
   * Takes the page's own zoom off the dialog, which would multiply its lengths, and makes it grow where the browser shows
   * the page smaller: on a phone each page that is wider than the screen, as all are that have no viewport meta tag.
   */
  readonly #fit = (): void => {
    // Null in a document that is not on screen only.
    const { width, scale } = visualViewport as VisualViewport;
    // The user's own pinching changes neither of the two, and a scroll bar is no reason to grow.
    const shrunk = innerWidth / (width * scale);
    const grown = shrunk > 1.2 ? shrunk : 1;
    const { style } = this.#dialog;
    this.#dialog.classList.toggle('full', innerWidth / grown <= 512);
    style.setProperty('--grown', String(grown));
    const zoom = getComputedStyle(this.#page.documentElement).getPropertyValue('zoom');
    style.setProperty('zoom', String(1 / (parseFloat(zoom) || 1)));
  };

  /** Whether a click was on the close button or the backdrop, and not the second of a double click. */
  #isBeside({ detail, clientX, clientY }: MouseEvent): boolean {
    // By the keyboard it is always the button. The frame's own padding, below a phone's notch, is neither.
    return detail < 2 && (!detail || this.#root.elementFromPoint(clientX, clientY) !== this.frame.element);
  }

  #isEscape(event: KeyboardEvent): boolean {
    // Under a dialog that the page opened over ours, ours is inert, and no hit: the key is meant for that one.
    if (this.#page.elementFromPoint(innerWidth / 2, innerHeight / 2) !== this.#host) return false;
    // Of a key that is held only the first press counts, and that was the host's own button's.
    if (event.repeat) event.preventDefault();
    if (event.key !== 'Escape') return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  /** The frame has something to show: the loading state goes, and the keyboard is in the frame. */
  reveal(): void {
    this.frame.element.focus();
    this.#spinner.remove();
    this.#close.remove();
  }

  /**
   * Gives the keyboard back to the frame. True where another part of the page had taken it: neither another window, the
   * browser's own controls or this dialog has it, nor did the user press anything. `brief`: who comes from elsewhere
   * passes through the frame on the way.
   */
  fetchKeyboard(brief: boolean): boolean {
    const cameBack = this.#away && brief;
    this.#away = !this.#page.hasFocus();
    if (this.#away) return false;
    const { element } = this.frame;
    const own = this.#root.activeElement;
    const pressed = performance.now() - this.#pressed < pressMs;
    const taken = !cameBack && !pressed && (!own || own === element);
    // Chromium takes an element that has the focus in this document for one that has the keyboard.
    element.blur();
    element.focus();
    return taken;
  }

  /** Takes everything off the page. Closed first, since a removed dialog leaves the focus on `body`. */
  remove(): void {
    this.#observer?.disconnect();
    removeEventListener('resize', this.#fit);
    this.frame.end();
    this.#dialog.close();
    this.#host.remove();
    this.#unfence();
  }
}
