import { LitElement, type TemplateResult } from 'lit';
import { takeFocus } from '../input/take-focus.ts';

/** A value of an element's own. Setting it to another one renders the element again. */
export type State<Value> = { value: Value };

/**
 * An element of the frame. It renders into the document and not into a shadow root: password managers, `autocomplete`
 * and labels work as on any page, and one style sheet serves all elements. `props` is everything it is given: data and
 * callbacks, as one value.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Each subclass reads its own props.
export class Step<Props = object> extends LitElement {
  static override properties = { props: { attribute: false } };

  declare props: Props;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    // Browsers keep the scroll position of the step before.
    scrollTo(0, 0);
    this.begin();
  }

  /** What the user typed that is kept when they go back. */
  get typed(): Record<string, string> | undefined {
    return undefined;
  }

  /** Focuses the heading, which a screen reader then reads. A step with a more important place overrides this. */
  begin(): void {
    const heading = this.querySelector('h1');
    // There the bar says how far the user is.
    if (document.getElementById('part')) heading?.setAttribute('aria-describedby', 'part');
    // Without scrolling, since a sign may stand above it.
    takeFocus(heading, { preventScroll: true });
  }

  protected state<Value>(initial: Value): State<Value> {
    let current = initial;
    const update = (): void => this.requestUpdate();
    return {
      get value() {
        return current;
      },
      set value(next) {
        if (next === current) return;
        current = next;
        update();
      },
    };
  }
}

/** The class of a step without state of its own: it renders `template`. */
export function stepOf(template: (props: never) => TemplateResult): CustomElementConstructor {
  return class extends Step<never> {
    protected override render(): TemplateResult {
      return template(this.props);
    }
  };
}
