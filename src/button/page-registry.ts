/**
 * What all copies of this code on one page share, whichever bundle they came from: a script is loaded once, a Trusted
 * Types policy can be created once, and one widget is open at a time.
 */
export type PageRegistry = {
  /** The load under way or done, by absolute script URL; removed after a failure. */
  scripts: Map<string, Promise<ScriptResult>>;
  /** Null where the page's `trusted-types` refuses it; undefined before it was tried. */
  policy: ScriptPolicy | null | undefined;
  /** Whoever has a widget open. */
  open: object | null;
  /** Whether the console was told that the tag can't be defined. */
  warned?: boolean;
};

/** How a script's load went. Not a rejection, so that a warm-up nobody waits for can fail in silence. */
export type ScriptResult =
  | 'loaded'
  | 'widget-load-failed'
  | 'widget-load-timeout'
  | 'widget-blocked'
  | 'widget-unavailable';

/** The one method of a `TrustedTypePolicy` that is needed. */
export type ScriptPolicy = { createScriptURL(url: string): unknown };

/** The number is that of the shape above: a release with another shape has a registry of its own. */
const key = Symbol.for('araucaria-connect/1');

/** The page's registry, made at the first call. */
export function pageRegistry(): PageRegistry {
  const page = globalThis as { [key]?: PageRegistry };
  return (page[key] ??= { scripts: new Map(), policy: undefined, open: null });
}
