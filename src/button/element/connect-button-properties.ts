import type { PropertyDeclaration } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { usedColorScheme, type ColorScheme } from '../../shared/color-scheme.ts';
import { documentedWidgetSrc } from '../../shared/documented-urls.ts';
import type { RunOptions } from '../connect-run.ts';
import { FormControl } from './form-control.ts';
import { accentOf } from './contrast-color.ts';
import { languageOf } from './language.ts';
import type { WidgetLooks } from '../widget-script/widget-adapter.ts';
import type { FetchToken, TokenRequestHeaders } from '../widget-token.ts';

/** `default`: the value of a property that is not given. `keywords`: its only values; any other means the default. */
type PropertyWithDefault = PropertyDeclaration & { default: unknown; keywords?: readonly string[] };

/** The value of a property, as HTML reads it from an attribute: not given or empty is the default, keywords have any case. */
function read(value: unknown, { type, default: initial, keywords }: PropertyWithDefault): unknown {
  if (type === Boolean) return !!value;
  if (value === null || value === undefined || value === '') return initial;
  if (keywords) {
    return keywords.find((keyword) => typeof value === 'string' && keyword === value.toLowerCase()) ?? initial;
  }
  // A page may set a number as an id. A URL may be a `TrustedScriptURL`.
  return typeof value === 'number' ? String(value) : value;
}

/** An attribute that its author has not set is not written, either. */
const reflected = withoutPrototype({ toAttribute: (value: unknown): unknown => value || null });

/** The attributes and properties of the button, with their defaults. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the static block defines what the interface lists
export abstract class ConnectButtonProperties extends FormControl {
  static override readonly properties: Record<string, PropertyWithDefault> = {
    tokenEndpoint: { attribute: 'token-endpoint', default: '' },
    connectionId: { attribute: 'connection-id', default: '' },
    institution: { default: '' },
    widgetSrc: { attribute: 'widget-src', default: documentedWidgetSrc },
    widgetIntegrity: { attribute: 'widget-integrity', default: '' },
    preload: { default: 'intent', keywords: ['none', 'intent', 'visible', 'eager'] },
    disabled: { type: Boolean, reflect: true, default: false },
    name: { reflect: true, converter: reflected, default: '' },
    required: { type: Boolean, reflect: true, default: false },
    defaultValue: { attribute: 'value', reflect: true, converter: reflected, default: '' },
    autosubmit: { type: Boolean, reflect: true, default: false },
    debug: { type: Boolean, default: false },
    credentials: { default: 'same-origin', keywords: ['same-origin', 'include', 'omit'] },
    value: { attribute: false, default: '' },
    headers: { attribute: false, default: null },
    fetchToken: { attribute: false, default: null },
  };

  /** Whether `widgetSrc` comes from the attribute. Attribute or property: the one that was set last counts. */
  protected srcInMarkup = false;

  // Lit's own accessors would give null and undefined as they are. Overriding how it makes them is deprecated.
  static {
    for (const [name, declared] of Object.entries(this.properties)) {
      // Lit must read no option from a polluted `Object.prototype`.
      const own = (this.properties[name] = withoutPrototype({ ...declared, noAccessor: true }));
      // `value` is that of the form control.
      if (name !== 'value') this.#defineProperty(name, own);
    }
  }

  /** Defines a property, whose values {@link read} gives. */
  static #defineProperty(name: string, declared: PropertyWithDefault): void {
    const key = Symbol();
    const accessors: PropertyDescriptor & ThisType<ConnectButtonProperties & Record<PropertyKey, unknown>> = {
      get() {
        return read(this[key], declared);
      },
      set(value: unknown) {
        const old = this[name];
        this[key] = value;
        if (name === 'widgetSrc') this.srcInMarkup = false;
        // Takes effect at once, and not with the next update.
        if (name === 'defaultValue') this.valueChanged();
        this.requestUpdate(name, old);
      },
      configurable: true,
      enumerable: true,
    };
    Object.defineProperty(this.prototype, name, withoutPrototype(accessors));
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
    const { tokenEndpoint, connectionId, institution, credentials, headers, fetchToken } = this;
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
      headers,
      fetchToken,
      widgetSrc,
      srcInMarkup,
      widgetIntegrity,
      nonce,
      looks,
    };
  }
}

/** A `URL`, or a `TrustedScriptURL`. */
type UrlObject = { toJSON(): string };

/** Null and undefined, which frameworks set for “not given”, mean the default. */
export interface ConnectButtonProperties {
  /** URL on the host's backend that mints widget tokens. */
  get tokenEndpoint(): string;
  set tokenEndpoint(value: string | null | undefined);
  /** An existing connection to re-credential; empty makes a new one. */
  get connectionId(): string;
  set connectionId(value: string | null | undefined);
  /** Institution id to preselect; the user can still go back to the list. */
  get institution(): string;
  set institution(value: string | null | undefined);
  /**
   * URL of the widget script. The attribute is accepted for `https://araucaria.money`, its subdomains and loopback addresses
   * only; the property takes any URL, also a `TrustedScriptURL` of the page's own policy.
   */
  get widgetSrc(): string;
  set widgetSrc(value: string | UrlObject | null | undefined);
  /** Subresource Integrity hash of the widget script. */
  get widgetIntegrity(): string;
  set widgetIntegrity(value: string | null | undefined);
  /**
   * When to load the widget: `none` (on click), `intent` (pointer or focus reaches the button), `visible` (it comes near the
   * viewport: on a phone nothing hovers), or `eager`.
   */
  get preload(): 'none' | 'intent' | 'visible' | 'eager';
  set preload(value: 'none' | 'intent' | 'visible' | 'eager' | '' | null | undefined);
  /** Whether the button can't be used; a disabled fieldset has the same effect. */
  get disabled(): boolean;
  set disabled(value: boolean | null | undefined);
  /** Name of the connection id in the form's data. */
  get name(): string;
  set name(value: string | null | undefined);
  /** Whether the form is invalid until there is a value. */
  get required(): boolean;
  set required(value: boolean | null | undefined);
  /** The value before the user connects a bank, and after a reset: the connection of a form that is edited. */
  get defaultValue(): string;
  set defaultValue(value: string | null | undefined);
  /** Whether success submits the form, as its submit button would. */
  get autosubmit(): boolean;
  set autosubmit(value: boolean | null | undefined);
  /** Whether a second file is loaded, which explains in the console what is wrong and what to change. For development. */
  get debug(): boolean;
  set debug(value: boolean | null | undefined);
  /** Whether the token request has cookies, as in `fetch`; `include` for an endpoint on another origin. */
  get credentials(): RequestCredentials;
  set credentials(value: RequestCredentials | '' | null | undefined);
  /** Further headers of the token request, such as a CSRF token, or a function that returns them. */
  get headers(): TokenRequestHeaders | null;
  set headers(value: TokenRequestHeaders | null | undefined);
  /** Replaces the built-in token request. */
  get fetchToken(): FetchToken | null;
  set fetchToken(value: FetchToken | null | undefined);
}
