import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import type { AraucariaConnectButtonEventMap } from '../events.ts';

/**
 * The one table of what a template may set on `<araucaria-connect-button>`: each attribute with its property, and the
 * properties that have no attribute. The types of all frameworks are made of it, of the class and of its event map.
 */
interface PropertyOf {
  'token-endpoint': 'tokenEndpoint';
  'connection-id': 'connectionId';
  institution: 'institution';
  'widget-src': 'widgetSrc';
  'widget-integrity': 'widgetIntegrity';
  preload: 'preload';
  disabled: 'disabled';
  name: 'name';
  required: 'required';
  value: 'value';
  autosubmit: 'autosubmit';
  debug: 'debug';
  credentials: 'credentials';
  defaultValue: 'defaultValue';
  headers: 'headers';
  fetchToken: 'fetchToken';
}

/** Frameworks set null and undefined for “not given”. */
type Optional<Property extends keyof AraucariaConnectButton> = AraucariaConnectButton[Property] | null | undefined;

/**
 * What a JSX tag or a template may set: attributes by their names, which also work before the element is defined and on
 * a server, and the properties that have no attribute.
 */
export type TagAttributes = { [Name in keyof PropertyOf]?: Optional<PropertyOf[Name]> };

/** The same, by the names of the properties. */
export type TagProperties = { [Name in PropertyOf[keyof PropertyOf]]?: Optional<Name> };

/** A listener for each of the button's events, under its name with a prefix: `onaraucaria-success`. */
export type TagListeners<Prefix extends string> = {
  [Name in keyof AraucariaConnectButtonEventMap as `${Prefix}${Name}`]?:
    | ((event: AraucariaConnectButtonEventMap[Name]) => void)
    | undefined;
};

/** `araucaria-success` as React and Vue name a listener among the props of a component: `onAraucariaSuccess`. */
type HandlerName<Name> = Name extends `araucaria-${infer Step}` ? `onAraucaria${Capitalize<Step>}` : never;

/** A listener for each of the button's events, as a component takes them. */
export type Handlers = {
  [Name in keyof AraucariaConnectButtonEventMap as HandlerName<Name>]?:
    | ((event: AraucariaConnectButtonEventMap[Name]) => void)
    | undefined;
};
