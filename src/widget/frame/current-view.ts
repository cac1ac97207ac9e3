import type { View } from './view.ts';

/** What is on screen, and what an interruption came between. */
export class CurrentView {
  readonly #onChange: () => void;
  #view: View = { step: 'blank' };
  #interrupted: View | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get view(): View {
    return this.#view;
  }

  show(view: View): void {
    this.#view = view;
    this.#interrupted = null;
    this.#onChange();
  }

  /** Shows this until `resume`; a second interruption doesn't take the place of what the first came between. */
  interrupt(view: View): void {
    const interrupted = this.#interrupted ?? this.#view;
    this.show(view);
    this.#interrupted = interrupted;
  }

  /** Back to what was interrupted, if anything was. */
  resume(): void {
    if (this.#interrupted) this.show(this.#interrupted);
  }
}
