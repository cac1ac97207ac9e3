import type { PropertyValues } from 'lit';
import { isServer } from '../is-server.ts';
import { loadWidget, preloadWidget } from '../widget-script/widget-adapter.ts';
import { ConnectButtonProperties } from './connect-button-properties.ts';
import { forgetNear, whenNear } from './near-viewport.ts';

/** Loads the widget before a click, as the property `preload` says. */
export abstract class PreloadingButton extends ConnectButtonProperties {
  constructor() {
    super();
    if (isServer) return;
    // A touch begins with `pointerenter`, too.
    this.addEventListener('pointerenter', this.onIntent);
    this.addEventListener('focusin', this.onIntent);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!isServer && this.hasUpdated) this.#preloadUnasked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    forgetNear(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('preload') || changed.has('widgetSrc') || changed.has('disabled')) this.#preloadUnasked();
  }

  /** Whether a run is under way. */
  protected abstract isRunning(): boolean;

  /** The user may be about to click. */
  protected onIntent(): void {
    if (this.preload !== 'none') this.#preload();
  }

  /** Loads the widget without a sign of the user, if `preload` says so. */
  #preloadUnasked(): void {
    if (this.preload === 'eager') this.#preload();
    if (this.preload === 'visible') whenNear(this, () => this.#preload());
    else forgetNear(this);
  }

  #preload(): void {
    // Focus that returns from the widget is no intent.
    if (this.isRunning() || this.isDisabled()) return;
    // A failure is reported by the click.
    try {
      loadWidget(this.runOptions()).then(preloadWidget, () => {});
    } catch {}
  }
}
