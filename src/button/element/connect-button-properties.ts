import type { PropertyDeclaration } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { usedColorScheme, type ColorScheme } from '../../shared/color-scheme.ts';
import { documentedWidgetSrc } from '../../shared/documented-urls.ts';
import type { RunOptions } from '../connect-run.ts';
import { FormControl } from './form-control.ts';
import { accentOf } from './contrast-color.ts';
import { languageOf } from './language.ts';
import type { WidgetLooks } from '../widget-script/widget-adapter.ts';
import type { FetchToken } from '../widget-token.ts';

/** A property with the value that it has unless it is set to another. */
type PropertyWithDefault = PropertyDeclaration & { default: unknown };

/** The attributes and properties of the button, with their defaults. */
export abstract class ConnectButtonProperties extends FormControl {
  static override readonly properties: Record<string, PropertyWithDefault> = {
    tokenEndpoint: { attribute: 'token-endpoint', default: '' },
    connectionId: { attribute: 'connection-id', default: '' },
    institution: { default: '' },
    widgetSrc: { attribute: 'widget-src', default: documentedWidgetSrc },
    widgetIntegrity: { attribute: 'widget-integrity', default: '' },
    preload: { default: 'intent' },
    disabled: { type: Boolean, reflect: true, default: false },
    name: { reflect: true, default: '' },
    required: { type: Boolean, reflect: true, default: false },
    credentials: { default: 'same-origin' },
    fetchToken: { attribute: false, default: null },
  };

  /** URL on the host's backend that mints widget tokens. Attribute: `token-endpoint`. */
  declare tokenEndpoint: string;
  /** An existing connection to re-credential; empty makes a new one. Attribute: `connection-id`. */
  declare connectionId: string;
  /** Institution id to preselect; the user can still go back to the list. */
  declare institution: string;
  /**
   * URL of the widget script. The attribute, `widget-src`, is accepted for `https://araucaria.money`, its subdomains and
   * loopback addresses only; the property takes any URL, also a `TrustedScriptURL` of the page's own policy.
   */
  declare widgetSrc: string;
  /** Subresource Integrity hash of the widget script. Attribute: `widget-integrity`. */
  declare widgetIntegrity: string;
  /** When to load the widget: on click, when pointer or focus reaches the button, near the viewport, or at once. */
  declare preload: 'none' | 'intent' | 'visible' | 'eager';
  /** Whether the button can't be used; a disabled fieldset has the same effect. */
  declare disabled: boolean;
  /** Name of the connection id in the form's data. */
  declare name: string;
  /** Whether the form is invalid until the bank is connected. */
  declare required: boolean;
  /** Whether the token request has cookies, as in `fetch`; `include` for an endpoint on another origin. */
  declare credentials: RequestCredentials;
  /** Replaces the built-in token request. */
  declare fetchToken: FetchToken | null;

  /** Whether `widgetSrc` comes from the attribute. Attribute or property: the one that was set last counts. */
  protected srcInMarkup = false;

  /** Copies the options, so that Lit reads none from a polluted `Object.prototype`. */
  static override createProperty(name: PropertyKey, options?: PropertyDeclaration): void {
    super.createProperty(name, options && withoutPrototype(options));
  }

  /** Null and undefined, which frameworks set for “not given”, mean the default. */
  protected static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    const descriptor = super.getPropertyDescriptor(name, key, options);
    return withoutPrototype({
      ...descriptor,
      get(this: ConnectButtonProperties): unknown {
        // The options are those of `properties`, each of which has a default.
        return descriptor?.get?.call(this) ?? (options as PropertyWithDefault).default;
      },
      set(this: ConnectButtonProperties, value: unknown) {
        if (name === 'widgetSrc') this.srcInMarkup = false;
        descriptor?.set?.call(this, value);
      },
    });
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'widget-src') this.srcInMarkup = value !== null;
  }

  /** Its style sheet gives the native button a system color. */
  protected colorScheme(): ColorScheme {
    return usedColorScheme(getComputedStyle(this.control ?? this).caretColor);
  }

  /** The options of a run that starts now, or of a warm-up. */
  protected runOptions(): RunOptions {
    // Properties that were set before the element was defined are taken over by the first update.
    if (!this.hasUpdated) this.performUpdate();
    const { tokenEndpoint, connectionId, institution, credentials, fetchToken } = this;
    const { widgetSrc, srcInMarkup, widgetIntegrity, nonce } = this;
    const looks = (): WidgetLooks => {
      const radius = getComputedStyle(this).getPropertyValue('--araucaria-connect-button-radius');
      return {
        locale: languageOf(this) || 'en',
        theme: withoutPrototype({ accent: accentOf(this), radius, colorScheme: this.colorScheme() }),
      };
    };
    return {
      tokenEndpoint,
      connectionId,
      institution,
      credentials,
      fetchToken,
      widgetSrc,
      srcInMarkup,
      widgetIntegrity,
      nonce,
      looks,
    };
  }
}
