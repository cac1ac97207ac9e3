import { pageRegistry, type ScriptPolicy, type ScriptResult } from './page-registry.ts';

/** A script to load, and how to tell that it did its work. */
export type ScriptOptions = {
  /** Absolute URL. */
  url: string;
  /** Subresource Integrity hash, or empty. */
  integrity: string;
  /** Content Security Policy nonce, or empty. */
  nonce: string;
  /** Whether the script's global is there: `load` also fires for HTML served as a script and for one that threw. */
  isReady(): boolean;
};

const timeoutMs = 20_000;

/** A blocked script's `error` may come before its violation report: so long the report is waited for. */
const violationGraceMs = 50;

/** Tags of the page that timed out: waiting for them again would be in vain. */
const deadTags = new WeakSet<HTMLScriptElement>();

/** Loads a script once per URL and page, and again only after a failure. Never rejects. */
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

function startLoad({ url, integrity, nonce, isReady }: ScriptOptions): Promise<ScriptResult> {
  return new Promise((resolve) => {
    const pageTag = [...document.scripts].find((tag) => tag.src === url && !deadTags.has(tag) && !isFinished(url));
    const script = pageTag ?? document.createElement('script');
    let blocked = false;

    // Removed by name and not by a signal, with which old Zone.js removes the page's own listeners as well.
    const finish = (result: ScriptResult): void => {
      document.removeEventListener('securitypolicyviolation', onViolation);
      window.removeEventListener('load', onPageLoad);
      clearTimeout(timer);
      if (result !== 'loaded') {
        deadTags.add(script);
        if (!pageTag) script.remove();
      }
      resolve(result);
    };
    const timer = setTimeout(() => finish('widget-load-timeout'), timeoutMs);

    const onViolation = ({ disposition, blockedURI }: SecurityPolicyViolationEvent): void => {
      // Some engines report only the origin of what they blocked. A report-only policy blocks nothing.
      blocked ||= disposition === 'enforce' && /^https?:/.test(blockedURI) && url.startsWith(blockedURI);
    };
    const onLoad = (): void => finish(isReady() ? 'loaded' : 'widget-unavailable');
    const onPageLoad = (): void => void (isFinished(url) && onLoad());

    document.addEventListener('securitypolicyviolation', onViolation);
    script.addEventListener('load', onLoad);
    script.addEventListener('error', () =>
      setTimeout(() => finish(blocked ? 'widget-blocked' : 'widget-load-failed'), violationGraceMs),
    );

    if (pageTag) {
      // Until the document has loaded nobody can tell whether the page's tag has had its turn.
      window.addEventListener('load', onPageLoad);
      return;
    }
    script.async = true;
    if (nonce) script.nonce = nonce;
    if (integrity) {
      script.integrity = integrity;
      script.crossOrigin = 'anonymous';
    }
    try {
      // Under `require-trusted-types-for 'script'` a plain string throws here.
      script.src = (scriptPolicy()?.createScriptURL(url) ?? url) as string;
    } catch {
      finish('widget-blocked');
      return;
    }
    document.head.append(script);
  });
}

/**
 * Whether the page's own tag is past its `load` or `error`, whose listeners would never fire: the document has loaded
 * (until then `defer` keeps a fetched script waiting) and the browser has finished fetching the file.
 */
function isFinished(url: string): boolean {
  return document.readyState === 'complete' && performance.getEntriesByName(url, 'resource').length > 0;
}

/** The page's policy for script URLs. A name can be created once a page, so whoever comes first shares it. */
function scriptPolicy(): ScriptPolicy | null {
  const registry = pageRegistry();
  if (registry.policy === undefined) {
    const { trustedTypes } = globalThis as {
      trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy };
    };
    try {
      registry.policy = trustedTypes?.createPolicy('araucaria-connect', { createScriptURL: (url) => url }) ?? null;
    } catch {
      // The page's `trusted-types` doesn't list the name. Where nothing requires a policy, a string still works.
      registry.policy = null;
    }
  }
  return registry.policy;
}
