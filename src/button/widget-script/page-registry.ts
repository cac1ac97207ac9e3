/**
 * The state that all copies of this code on one page share, from whatever bundle: a script is loaded once, a Trusted
 * Types policy can be created once, and one widget is open at a time.
 */
export type PageRegistry = {
  /** Pending and finished loads by absolute script URL; removed after a failure. */
  scripts: Map<string, Promise<ScriptResult>>;
  /** Null if the page's `trusted-types` refuses it; undefined before the first try. */
  policy: ScriptPolicy | null | undefined;
  /** The run whose widget is open on this page, or null. */
  open: object | null;
  /** Whether the console has the warning that the tag can't be defined. */
  warned?: boolean;
};

/** The result of loading a script. A failure is no rejection: that of a warm-up would be unhandled. */
export type ScriptResult =
  | 'loaded'
  | 'widget-load-failed'
  | 'widget-load-timeout'
  | 'widget-blocked'
  | 'widget-unavailable';

/** The part of a `TrustedTypePolicy` that is used. */
export type ScriptPolicy = { createScriptURL(url: string): unknown };

/** The number is the version of the type above: a release with another type has a registry of its own. */
const key = Symbol.for('araucaria-connect/1');

/** The page's registry. The first call creates it. */
export function pageRegistry(): PageRegistry {
  const page = globalThis as { [key]?: PageRegistry };
  return (page[key] ??= { scripts: new Map(), policy: undefined, open: null });
}
