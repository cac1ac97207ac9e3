import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { cacheFramePage } from './cache-frame-page.ts';
import { pageRegistry, type ScriptPolicy, type ScriptResult } from './page-registry.ts';
import { readMethod, readGlobal } from '../safe-read.ts';
import { allowlistedUrl } from './resolve-url.ts';

/** A script to load, and the check that it works. */
export type ScriptOptions = {
  /** Absolute URL. */
  url: string;
  /** The value that `url` was made from; used as it is if it is a `TrustedScriptURL`. */
  src: unknown;
  /** Subresource Integrity hash, or empty. */
  integrity: string;
  /** Content Security Policy nonce, or empty. */
  nonce: string;
  /** Whether the script's global exists: `load` also fires for HTML served as a script, and for a script that threw. */
  isReady(): boolean;
};

const timeoutMs = 20_000;

/** How long to wait for the page's own tag: a tag inserted by `innerHTML` never loads, and looks like any other. */
const pageTagTimeoutMs = 2000;

/** How long to wait for a violation report after an `error`: the report may come second. */
const violationTimeoutMs = 50;

/** The script types that browsers run; a tag of another type is a data block. */
const executableTypes = /^$|module|(java|ecma)script/i;

/** Loads a script once per URL and page, and again after a failure. Rejects with unexpected exceptions alone. */
export function loadScript(options: ScriptOptions): Promise<ScriptResult> {
  const { scripts } = pageRegistry();
  if (options.isReady()) return Promise.resolve('loaded');
  let load = scripts.get(options.url);
  if (!load) {
    load = startLoad(options);
    scripts.set(options.url, load);
    // Also after a success, where `isReady` takes over. Not by `finally`, which a page's own `Promise` may lack.
    const forget = (): boolean => scripts.delete(options.url);
    load.then(forget, forget);
  }
  return load;
}

function startLoad(options: ScriptOptions): Promise<ScriptResult> {
  const { url, isReady } = options;
  const page = unclobberedDocument();
  const pageTag = Array.from(page.scripts).find((tag) => mayLoad(tag, url));
  let ownTag: HTMLScriptElement | undefined;
  let blocked = false;
  let pageTagTimer: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  cacheFramePage(url);
  const onViolation = ({ disposition, blockedURI }: SecurityPolicyViolationEvent): void => {
    // Some engines report only the origin of the blocked URL. A report-only policy blocks nothing.
    blocked ||= disposition === 'enforce' && /^https?:/.test(blockedURI) && url.startsWith(blockedURI);
  };
  const finish = (result: ScriptResult): ScriptResult => {
    clearTimeout(timer);
    clearTimeout(pageTagTimer);
    page.removeEventListener('securitypolicyviolation', onViolation);
    if (result !== 'loaded') ownTag?.remove();
    return result;
  };

  return new Promise<ScriptResult>((resolve, reject) => {
    const watch = (tag: HTMLScriptElement): void => {
      tag.addEventListener('load', () => resolve(isReady() ? 'loaded' : 'widget-unavailable'));
      tag.addEventListener('error', () =>
        setTimeout(() => resolve(blocked ? 'widget-blocked' : 'widget-load-failed'), violationTimeoutMs),
      );
    };
    const insert = (): void => {
      try {
        ownTag = page.createElement('script');
        watch(ownTag);
        if (!setSource(ownTag, options)) return resolve('widget-blocked');
        (page.head ?? page.documentElement).append(ownTag);
      } catch (error) {
        reject(error);
      }
    };
    page.addEventListener('securitypolicyviolation', onViolation);
    timer = setTimeout(() => resolve('widget-load-timeout'), timeoutMs);
    if (!pageTag) return insert();
    watch(pageTag);
    pageTagTimer = setTimeout(insert, pageTagTimeoutMs);
  }).then(finish, (error: unknown) => {
    finish('widget-load-failed');
    throw error;
  });
}

/**
 * Whether a tag of the page may still load the script, so that its `load` or `error` is still to come. Once the document
 * has loaded, that can be only an `async` tag (by default, one that a script made), and only while the file is not fetched.
 */
function mayLoad(tag: HTMLScriptElement, url: string): boolean {
  if (tag.src !== url || !executableTypes.test(tag.type) || tag.noModule) return false;
  if (unclobberedDocument().readyState !== 'complete') return true;
  return tag.async && performance.getEntriesByName(url, 'resource').length === 0;
}

/** Sets the tag's URL and attributes. False if the page's policies forbid the script. */
function setSource(tag: HTMLScriptElement, { url, src, integrity, nonce }: ScriptOptions): boolean {
  tag.async = true;
  if (nonce) tag.nonce = nonce;
  if (integrity) {
    tag.integrity = integrity;
    tag.crossOrigin = 'anonymous';
  }
  const trusted = trustedUrl(url, src);
  try {
    // Under `require-trusted-types-for 'script'` a plain string throws here.
    tag.src = trusted as string;
  } catch {
    return false;
  }
  // A relative `TrustedScriptURL` was resolved against `<base>`, which may be a visitor's.
  return typeof trusted === 'string' || tag.src === url;
}

/** The page's own `TrustedScriptURL`, else one of our policy, else the string. */
function trustedUrl(url: string, src: unknown): unknown {
  if (readMethod(readGlobal('trustedTypes'), 'isScriptURL')?.(src) === true) return src;
  try {
    return scriptPolicy()?.createScriptURL(url) ?? url;
  } catch {
    // The URL is not on the allowlist. A string works if the page requires no policy, or has a default one.
    return url;
  }
}

/** The policy accepts the allowlist only: every script of the page can use it. */
function createScriptURL(url: string): string {
  const allowed = allowlistedUrl(url);
  if (allowed) return allowed;
  throw new TypeError('widget-src');
}

/** The policy for script URLs. All copies of this code share it, since its name can be created only once a page. */
function scriptPolicy(): ScriptPolicy | null {
  const registry = pageRegistry();
  if (registry.policy === undefined) {
    const createPolicy = readMethod(readGlobal('trustedTypes'), 'createPolicy');
    try {
      registry.policy =
        (createPolicy?.('araucaria-connect', withoutPrototype({ createScriptURL })) as ScriptPolicy | undefined) ??
        null;
    } catch {
      // The page's `trusted-types` does not list the name.
      registry.policy = null;
    }
  }
  return registry.policy;
}
