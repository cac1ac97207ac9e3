import { dialogCss } from './dialog-css.ts';
import { FrameLink } from './frame-link.ts';
import { labelsFor } from './labels.ts';
import type { CheckedOptions } from './options.ts';

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
  readonly #life = new AbortController();

  /** Builds the dialog, closed, with its frame already loading in it. */
  constructor(frameUrl: URL) {
    this.frame = new FrameLink(frameUrl);
    this.#spinner.role = 'img';
    this.#close.textContent = '×';
    this.#close.autofocus = true;
    this.#dialog.append(this.#spinner, this.frame.element, this.#close);

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogCss);
    const root = this.#host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#dialog);
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

  /** Takes everything off the page. Closed first, since a removed dialog leaves the focus on `body`. */
  remove(): void {
    this.#life.abort();
    this.frame.end();
    this.#dialog.close();
    this.#host.remove();
  }
}
