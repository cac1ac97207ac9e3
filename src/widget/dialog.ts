import { dialogCss } from './dialog-css.ts';
import { FrameLink } from './frame-link.ts';
import { labelsFor } from './labels.ts';
import type { CheckedOptions } from './options.ts';

/** So long after a press on the host's page, in ms, the focus has gone where the user sent it. */
const pressMs = 500;

/**
 * The modal dialog around the widget's frame. It lives in a closed shadow root under `body`, styled by an adopted
 * sheet: host styles such as `iframe { display: none !important }` don't reach it, and `style-src 'self'` allows it.
 */
export class WidgetDialog {
  readonly frame: FrameLink;

  readonly #host = document.createElement('div');
  readonly #dialog = document.createElement('dialog');
  readonly #spinner = document.createElement('div');
  readonly #close = document.createElement('button');
  readonly #root: ShadowRoot;
  readonly #life = new AbortController();
  // When the user last pressed on the host's page, in ms since the page began.
  #pressed = -Infinity;
  // The keyboard was last seen outside this page: in another window, or in the browser's own controls.
  #away = false;

  /** Builds the dialog, closed, with its frame already loading in it. */
  constructor(frameUrl: URL) {
    this.frame = new FrameLink(frameUrl);
    this.#spinner.role = 'img';
    this.#close.textContent = '×';
    this.#close.autofocus = true;
    this.#dialog.append(this.#spinner, this.frame.element, this.#close);

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogCss);
    this.#root = this.#host.attachShadow({ mode: 'closed' });
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#dialog);
    // Without a body the script ran in <head>; the root element will do.
    (document.body ?? document.documentElement).append(this.#host);
  }

  /**
   * Puts the dialog on screen, in the host's `theme`. `onLeave`: the user asked to leave from the host's document. `onGone`: the dialog
   * closed or left the document without us.
   */
  show({ locale, theme }: CheckedOptions, onLeave: () => void, onGone: () => void): void {
    const [title, loading, close] = labelsFor(locale);
    this.#dialog.ariaLabel = title;
    this.#spinner.ariaLabel = loading;
    this.#close.ariaLabel = close;
    // Escape's second press cannot be cancelled in a dialog, only not taken for one in the first place.
    this.#dialog.setAttribute('closedby', 'none');
    this.frame.element.title = title;
    // By the CSSOM, which `style-src` does not forbid.
    for (const [name, value] of Object.entries(theme)) this.#dialog.style.setProperty(`--${name}`, value);

    const { signal } = this.#life;
    this.#dialog.addEventListener('close', onGone, { signal });
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault(), { signal });
    // On the backdrop or the close button: the frame's own padding is neither, nor is the second click of a double click.
    this.#dialog.addEventListener(
      'click',
      ({ target, detail }) => target !== this.frame.element && detail < 2 && onLeave(),
      { signal },
    );
    addEventListener(
      'keydown',
      (event) => {
        // Under a dialog that the page opened over ours, ours is inert, and no hit: the key is meant for that one.
        if (document.elementFromPoint(innerWidth / 2, innerHeight / 2) !== this.#host) return;
        // Of a key that is held only the first press counts, and that was the host's own button's.
        if (event.repeat) event.preventDefault();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopImmediatePropagation();
        onLeave();
      },
      { signal, capture: true },
    );
    // A press is the user's doing; one that a script dispatched is not.
    addEventListener('pointerdown', ({ isTrusted, timeStamp }) => isTrusted && (this.#pressed = timeStamp), {
      signal,
      capture: true,
    });
    const observer = new MutationObserver(() => this.#host.isConnected || onGone());
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());

    this.#dialog.showModal();
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
    this.#away = !document.hasFocus();
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
    this.#life.abort();
    this.frame.end();
    this.#dialog.close();
    this.#host.remove();
  }
}
