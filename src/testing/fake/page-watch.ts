const tag = 'araucaria-connect-button';

type OpenEvent = Event & { detail?: { error?: { code: string; message: string } | null } };

/** Hears what the page's buttons report: the reason why no widget is open. */
export class PageWatch {
  readonly #window: Window;
  #end: string | null = null;

  constructor(window: Window) {
    this.#window = window;
    window.addEventListener('araucaria-open', this.#onOpen);
    window.addEventListener('araucaria-exit', this.#onExit, true);
  }

  /** Why no widget is open, as a sentence. */
  reason(): string {
    if (this.#end) return this.#end;
    const { customElements } = this.#window as Window & { customElements?: CustomElementRegistry };
    if (!customElements?.get(tag)) {
      return `<${tag}> is not defined. In jsdom and happy-dom, define it with the class of araucaria-connect/element.`;
    }
    return 'no button was clicked that is in the page and enabled.';
  }

  stop(): void {
    this.#window.removeEventListener('araucaria-open', this.#onOpen);
    this.#window.removeEventListener('araucaria-exit', this.#onExit, true);
  }

  readonly #onOpen = ({ defaultPrevented }: Event): void => {
    this.#end = defaultPrevented ? 'a listener of araucaria-open called preventDefault().' : null;
  };

  readonly #onExit = ({ detail }: OpenEvent): void => {
    const error = detail?.error;
    this.#end = error
      ? `the button reports “${error.code}: ${error.message}”.`
      : 'the button reports that it was closed.';
  };
}
