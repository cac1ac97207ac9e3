import { LitElement } from 'lit';

/**
 * What the steps have in common. They render into the document itself and not into a shadow root: password managers,
 * `autocomplete` and labels work there as everywhere, and one style sheet serves the page.
 */
export class Step extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.begin();
  }

  /** Reads the step out and starts the keyboard at its top. A step with something more urgent overrides this. */
  begin(): void {
    this.querySelector('h1')?.focus();
  }
}
