import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { usedColorScheme, type ColorScheme } from '../../shared/color-scheme.ts';
import { dialogCss } from './dialog-css.ts';
import { fenceEvents } from './event-fence.ts';
import { FrameLink } from './frame-link.ts';
import { labelsFor } from './labels.ts';
import type { CheckedOptions } from '../../shared/widget-run/open-options.ts';
import type { RunDialog } from '../../shared/widget-run/run-dialog.ts';
import { swallowPresses } from './swallow-presses.ts';

/** A focus change within this time after a press on the dialog is the user's. */
const pressWindowMs = 500;

/**
 * The modal dialog around the widget's frame. It is in a closed shadow root with an adopted style sheet: host styles such
 * as `iframe { display: none !important }` don't apply, and `style-src 'self'` allows it. Its host element is beside
 * `body` and not in it, since frameworks replace the body, and dialog libraries hide what is in it.
 */
export class WidgetDialog implements RunDialog {
  readonly frame: FrameLink;

  readonly #page = unclobberedDocument();
  readonly #host = this.#page.createElement('div');
  // Without a prototype, as all options for the platform: it also reads members that are on `Object.prototype`.
  readonly #root = this.#host.attachShadow({ __proto__: null, mode: 'closed' } as ShadowRootInit);
  readonly #dialog = this.#page.createElement('dialog');
  readonly #spinner = this.#page.createElement('div');
  readonly #close = this.#page.createElement('button');
  #removeFence = (): void => {};
  #observer: MutationObserver | undefined;
  // When the user last pressed beside the frame, in ms since navigation start.
  #pressedAt = -Infinity;
  // Whether the keyboard was outside this page at the last check: in another window, or in the browser's controls.
  #isAway = false;
  // Null: that of the page's root.
  #givenScheme: ColorScheme | null = null;

  /** Builds the dialog, closed. Its frame starts to load. */
  constructor(frameUrl: URL) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogCss);
    this.#root.adoptedStyleSheets = [sheet];
    this.frame = new FrameLink(frameUrl);
    // As attributes: Firefox before 119 does not reflect `role` and `ariaLabel`.
    this.#spinner.setAttribute('role', 'img');
    this.#close.textContent = '×';
    this.#dialog.append(this.#spinner, this.frame.element, this.#close);
    this.#root.append(this.#dialog);
    this.#page.documentElement.append(this.#host);
  }

  /**
   * Shows the dialog, with the host's `theme`. `onLeave`: the user wants to leave, by a key or press in the host's document.
   * `onGone`: other code closed the dialog, or removed it from the document.
   */
  show({ locale, theme, colorScheme }: CheckedOptions, onLeave: () => void, onGone: () => void): void {
    const [language, title, loading, close] = labelsFor(locale);
    // The page may be in another language, and its direction another one.
    this.#dialog.lang = language;
    this.#dialog.dir = 'ltr';
    this.#dialog.setAttribute('aria-label', title);
    this.#spinner.setAttribute('aria-label', loading);
    this.#close.setAttribute('aria-label', close);
    // The `cancel` event of a second Escape can't be prevented. This attribute turns closing by Escape off.
    this.#dialog.setAttribute('closedby', 'none');
    this.frame.element.title = title;
    // By CSSOM, which `style-src` allows.
    for (const [name, value] of Object.entries(theme)) this.#dialog.style.setProperty(`--${name}`, value);
    this.setColorScheme(colorScheme);

    this.#dialog.addEventListener('close', () => this.#dialog.open || onGone());
    this.#dialog.addEventListener('focusin', this.#giveBack);
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    const keydown = (event: Event): unknown => this.#isOwnEscape(event as KeyboardEvent) && onLeave();
    this.#removeFence = fenceEvents(
      this.#host,
      keydown,
      withoutPrototype({
        // From outside of the dialog.
        focusin: this.#giveBack,
        transitionrun: () => this.setColorScheme(this.#givenScheme),
        click: (event: Event) => this.#isOutside(event as MouseEvent) && onLeave(),
        // Only a real press is the user's; a script can dispatch others.
        pointerdown: ({ isTrusted, timeStamp }: Event) => isTrusted && (this.#pressedAt = timeStamp),
      }),
    );
    let removedCount = 0;
    this.#observer = new MutationObserver(() => {
      if (!this.#host.isConnected) return onGone();
      this.#fit();
      // Removes `inert`, `aria-hidden` and the like, which libraries set on everything but their own dialog. A library that
      // sets them again each time wins in the end: the page must not hang.
      for (const name of this.#host.getAttributeNames()) if (removedCount++ < 99) this.#host.removeAttribute(name);
    });
    for (const node of [this.#host, this.#page.documentElement, document]) {
      this.#observer.observe(node, { __proto__: null, childList: true, attributes: true } as MutationObserverInit);
    }

    addEventListener('resize', this.#fit);
    this.#fit();
    // Not earlier: in a preloaded dialog, browsers would log that the page's own focus has precedence.
    this.#close.autofocus = true;
    this.#dialog.showModal();
  }

  /** Sets the color scheme of the dialog and of its frame; null: that of the page's root, also when it changes. */
  setColorScheme(given: ColorScheme | null): void {
    this.#givenScheme = given;
    const colorScheme = given ?? usedColorScheme(getComputedStyle(this.#host).color);
    // The frame's element has that of its document, or browsers would paint the frame opaque.
    this.#dialog.style.colorScheme = colorScheme;
    this.#dialog.classList.toggle('dark', colorScheme === 'dark');
    this.frame.send({ type: 'color-scheme', colorScheme });
  }

  /**
   * Compensates the page's CSS `zoom`, which would multiply the dialog's lengths. Enlarges the dialog where the browser
   * shrinks the page: on a phone, a page that is wider than the screen, as is each page without a viewport meta tag.
   */
  readonly #fit = (): void => {
    // Null only in a document that is not on screen.
    const { width, scale } = visualViewport as VisualViewport;
    // Pinch zoom does not change this ratio. The threshold leaves room for a scroll bar.
    const shrunk = innerWidth / (width * scale);
    const grown = shrunk > 1.2 ? shrunk : 1;
    const { style } = this.#dialog;
    this.#dialog.classList.toggle('full', innerWidth / grown <= 512);
    style.setProperty('--grown', String(grown));
    const zoom = getComputedStyle(this.#page.documentElement).getPropertyValue('zoom');
    style.setProperty('zoom', String(1 / (parseFloat(zoom) || 1)));
  };

  /** Whether a click was on the close button or the backdrop. The second click of a double click does not count. */
  #isOutside({ detail, clientX, clientY }: MouseEvent): boolean {
    // A click by keyboard (`detail` 0) is on the button. The frame's padding at a phone's notch counts as the frame.
    return detail < 2 && (!detail || this.#root.elementFromPoint(clientX, clientY) !== this.frame.element);
  }

  #isOwnEscape(event: KeyboardEvent): boolean {
    // Under a dialog that the page opened later, this one is inert and never hit: the key is for the other one.
    if (this.#page.elementFromPoint(innerWidth / 2, innerHeight / 2) !== this.#host) return false;
    // The repeats of a held key are ignored: its first press was on the host's button.
    if (event.repeat) event.preventDefault();
    if (event.key !== 'Escape') return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  /** Removes the loading state and focuses the frame, which has rendered its first step. */
  reveal(): void {
    // Tab beyond either end of the frame reaches one of these, which gives the focus back. The frame then moves it to its
    // other end. Without them, Tab leads out of the dialog, and in WebKit hardly back.
    for (const place of ['prepend', 'append'] as const) {
      const end = this.#page.createElement('span');
      end.tabIndex = 0;
      end.setAttribute('aria-hidden', 'true');
      this.#dialog[place](end);
    }
    this.frame.element.focus();
    this.#spinner.remove();
    this.#close.remove();
  }

  /** Gives the focus at one of the frame's ends to the frame. */
  readonly #giveBack = (): void => {
    if (this.#root.activeElement?.localName === 'span') this.frame.element.focus();
  };

  /**
   * Returns the keyboard to the frame. True if another part of the page had taken it: the keyboard was neither in another
   * window, in the browser's controls or in this dialog, nor had the user pressed anything. `brief`: the frame had the
   * keyboard only for a moment, as when the user tabs into the page from the browser's controls.
   */
  fetchKeyboard(brief: boolean): boolean {
    const cameBack = this.#isAway && brief;
    this.#isAway = !this.#page.hasFocus();
    if (this.#isAway) return false;
    const { element } = this.frame;
    const own = this.#root.activeElement;
    const pressed = performance.now() - this.#pressedAt < pressWindowMs;
    const taken = !cameBack && !pressed && (!own || own === element);
    // Without `blur`, Chromium does nothing for an element that is focused in this document already.
    element.blur();
    element.focus();
    return taken;
  }

  /**
   * Calls a function of the host while the dialog is on screen, as if it were closed: an element that the host focuses in it
   * gets the focus when the dialog closes. Behind a modal dialog nothing can be focused.
   */
  callHost(callback: () => void): void {
    this.#dialog.classList.add('shown');
    this.#dialog.close();
    callback();
    // The host may have closed the widget.
    if (!this.#dialog.isConnected) return;
    this.#dialog.showModal();
    this.frame.element.focus();
  }

  /**
   * Removes everything from the page. Closes first: a dialog that is only removed leaves the focus on `body`. `byUser`: the
   * next presses may be meant for the dialog, and are swallowed.
   */
  remove(byUser: boolean): void {
    this.#observer?.disconnect();
    removeEventListener('resize', this.#fit);
    this.frame.close();
    const active = this.#page.activeElement;
    this.#dialog.close();
    // The focus may be in a dialog that the host has opened since.
    if (active !== this.#host) (active as HTMLElement | null)?.focus();
    this.#dialog.remove();
    this.#removeFence();
    if (!byUser) return this.#host.remove();
    this.#host.className = 'shield';
    swallowPresses(() => this.#host.remove());
  }
}
