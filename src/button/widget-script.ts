import { bare } from '../shared/bare.ts';
import { cleanDocument } from '../shared/unshadowed.ts';
import { pageRegistry, type ScriptPolicy, type ScriptResult } from './page-registry.ts';
import { readMethod, readGlobal } from './safe-read.ts';
import { allowlistedUrl } from './resolve-url.ts';

/** A script to load, and how to tell that it did its work. */
export type ScriptOptions = {
  /** Absolute URL. */
  url: string;
  /** What `url` was made from; used as it is where it is a `TrustedScriptURL`. */
  src: unknown;
  /** Subresource Integrity hash, or empty. */
  integrity: string;
  /** Content Security Policy nonce, or empty. */
  nonce: string;
  /** Whether the script's global is there: `load` also fires for HTML served as a script and for one that threw. */
  isReady(): boolean;
};

const timeoutMs = 20_000;

/** So long the page's own tag has the lead: nothing tells one that loads from one that was inserted by `innerHTML`. */
const pageTagLeadMs = 2000;

/** A blocked script's `error` may come before its violation report: so long the report is waited for. */
const violationGraceMs = 50;

/** The types that a browser runs. Any other tag is data. */
const runs = /^$|module|(java|ecma)script/i;

/** Loads a script once per URL and page, and again only after a failure. Rejects only with what nothing foresees. */
export function loadScript(options: ScriptOptions): Promise<ScriptResult> {
  const { scripts } = pageRegistry();
  if (options.isReady()) return Promise.resolve('loaded');
  let load = scripts.get(options.url);
  if (!load) {
    load = startLoad(options);
    scripts.set(options.url, load);
    // Gone after a failure, and after a success whose global somebody removed. Not `finally`: a page's own Promise may lack it.
    const forget = (): boolean => scripts.delete(options.url);
    load.then(forget, forget);
  }
  return load;
}

function startLoad(options: ScriptOptions): Promise<ScriptResult> {
  const { url, isReady } = options;
  const page = cleanDocument();
  const pageTag = Array.from(page.scripts).find((tag) => mayLoad(tag, url));
  let ownTag: HTMLScriptElement | undefined;
  let blocked = false;
  let lead: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onViolation = ({ disposition, blockedURI }: SecurityPolicyViolationEvent): void => {
    // Some engines report only the origin of what they blocked. A report-only policy blocks nothing.
    blocked ||= disposition === 'enforce' && /^https?:/.test(blockedURI) && url.startsWith(blockedURI);
  };
  const finish = (result: ScriptResult): ScriptResult => {
    clearTimeout(timer);
    clearTimeout(lead);
    page.removeEventListener('securitypolicyviolation', onViolation);
    if (result !== 'loaded') ownTag?.remove();
    return result;
  };

  return new Promise<ScriptResult>((resolve, reject) => {
    const watch = (tag: HTMLScriptElement): void => {
      tag.addEventListener('load', () => resolve(isReady() ? 'loaded' : 'widget-unavailable'));
      tag.addEventListener('error', () =>
        setTimeout(() => resolve(blocked ? 'widget-blocked' : 'widget-load-failed'), violationGraceMs),
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
    lead = setTimeout(insert, pageTagLeadMs);
  }).then(finish, (error: unknown) => {
    finish('widget-load-failed');
    throw error;
  });
}

/**
 * Whether a tag of the page may still load the script. Not one whose type is data, and not one that is past its `load`
 * or `error`, whose listeners would never fire. Once the document has loaded, only a tag that is `async` can still be
 * on its way (one that a script made is, unless told otherwise), and not if the browser has finished fetching the file.
 */
function mayLoad(tag: HTMLScriptElement, url: string): boolean {
  if (tag.src !== url || !runs.test(tag.type) || tag.noModule) return false;
  if (cleanDocument().readyState !== 'complete') return true;
  return tag.async && performance.getEntriesByName(url, 'resource').length === 0;
}

/** False where the page's policies forbid the script. */
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
  // A relative `TrustedScriptURL` is resolved against the page's `<base>`, which may be anybody's.
  return typeof trusted === 'string' || tag.src === url;
}

/** What the page's Trusted Types accept: its own `TrustedScriptURL`, else what our policy makes; else the string. */
function trustedUrl(url: string, src: unknown): unknown {
  if (readMethod(readGlobal('trustedTypes'), 'isScriptURL')?.(src) === true) return src;
  try {
    return scriptPolicy()?.createScriptURL(url) ?? url;
  } catch {
    // Not a known place. Where nothing requires a policy, or the page has a default one, a string still works.
    return url;
  }
}

/** The policy's rule: it makes nothing of a URL that markup may not name, since every script of the page can reach it. */
function createScriptURL(url: string): string {
  const known = allowlistedUrl(url);
  if (known) return known;
  throw new TypeError('widget-src');
}

/**
 * The page's policy for script URLs. A name can be created once a page, so whoever comes first shares it.
 */
function scriptPolicy(): ScriptPolicy | null {
  const registry = pageRegistry();
  if (registry.policy === undefined) {
    const createPolicy = readMethod(readGlobal('trustedTypes'), 'createPolicy');
    try {
      registry.policy =
        (createPolicy?.('araucaria-connect', bare({ createScriptURL })) as ScriptPolicy | undefined) ?? null;
    } catch {
      // The page's `trusted-types` doesn't list the name.
      registry.policy = null;
    }
  }
  return registry.policy;
}
