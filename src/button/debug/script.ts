import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import type { ScriptResult } from '../widget-script/page-registry.ts';
import { loadWidget } from '../widget-script/widget-adapter.ts';
import { widgetScriptUrl } from '../widget-script/widget-src.ts';
import { AraucariaError } from '../errors.ts';
import { readGlobal, readProperty } from '../safe-read.ts';
import { answersAtAll } from './endpoint.ts';
import { findingsOf, type Finding } from './finding.ts';
import { directiveWith, violationOf } from './policy.ts';
import { shownUrl, type Subject } from './subject.ts';

const { good, problem, unknown } = findingsOf('script');

const tag = 'araucaria-connect-button';

/** The end of an address that the button is loaded from: a file of the package, or its name on a CDN. */
const buttonScript = /\/araucaria-connect(-button\.js|-embed\.js|@[\w.-]+)?$/;

/** How the widget script was loaded, and what its failure means. */
export type ScriptCheck = { isLoaded: boolean; findings: Finding[] };

/** Loads the widget script as the button does, and looks for several copies of the button. */
export async function checkScript(subject: Subject): Promise<ScriptCheck> {
  const copies = checkCopies();
  let result: ScriptResult;
  let url: string;
  try {
    url = widgetScriptUrl(subject.widgetSrc, subject.srcInMarkup);
    result = await loadWidget(subject);
  } catch (error) {
    const says = AraucariaError.is(error) ? error.message : 'widget-src can’t be used.';
    return { isLoaded: false, findings: [...copies, problem(says)] };
  }
  const failure = result === 'loaded' ? loaded(url) : await explain(result, url, subject);
  return { isLoaded: result === 'loaded', findings: [...copies, failure] };
}

/** Several scripts of the button on one page, and an element of another script that has its tag. */
function checkCopies(): Finding[] {
  const defined = customElements.get(tag);
  const sources = Array.from(unclobberedDocument().scripts, ({ src }) => shownUrl(src)).filter((src) =>
    buttonScript.test(src),
  );
  const findings: Finding[] = [];
  if (!defined && unclobberedDocument().querySelector(tag)) {
    findings.push(
      problem(
        `No script of the page defines <${tag}>: it is missing, did not load, or is blocked (see above in this console).`,
        '<script async src="https://unpkg.com/araucaria-connect"></script>',
      ),
    );
  }
  if (defined && !('tokenEndpoint' in defined.prototype)) {
    findings.push(problem(`<${tag}> is defined by another script, so it is no button of this package.`));
  }
  if (sources.length > 1) {
    findings.push(
      unknown(`The page loads the button ${sources.length} times. The first one counts: ${sources.join(', ')}`),
    );
  }
  return findings;
}

function loaded(url: string): Finding {
  const version = readProperty(readGlobal('Araucaria'), 'version');
  return good(`The widget script works${typeof version === 'string' ? `, version ${version}` : ''}: ${shownUrl(url)}`);
}

async function explain(result: Exclude<ScriptResult, 'loaded'>, url: string, subject: Subject): Promise<Finding> {
  const shown = shownUrl(url);
  switch (result) {
    case 'widget-blocked':
      return blocked(url);
    case 'widget-unavailable':
      return problem(
        `${shown} was loaded, but defines no Araucaria.open: it is a page, another script, or threw an error (see above in this console).`,
        '<araucaria-connect-button> without widget-src loads the documented script',
      );
    case 'widget-load-timeout':
      return problem(`${shown} did not arrive within 20 s.`);
    default:
      return (await wrongHash(url, subject)) ?? failed(url);
  }
}

async function blocked(url: string): Promise<Finding> {
  const violation = await violationOf(url, /^(script-src|trusted-types|require-trusted)/);
  if (violation?.effectiveDirective.startsWith('script-src')) {
    const line = directiveWith(url, violation);
    return problem(
      'The content security policy of the page blocks the widget script.',
      `Content-Security-Policy: ${line}` +
        (line.includes("'nonce-") ? '   (or the nonce on the element: nonce="…")' : ''),
    );
  }
  return problem(
    'Trusted Types of the page block the widget script: trusted-types does not list araucaria-connect, or widgetSrc is another address.',
    "Content-Security-Policy: require-trusted-types-for 'script'; trusted-types lit-html araucaria-connect",
  );
}

/** A hash that is not that of the script. */
async function wrongHash(url: string, { widgetIntegrity }: Subject): Promise<Finding | undefined> {
  if (!widgetIntegrity || !isSecureContext) return undefined;
  try {
    const response = await fetch(url, { credentials: 'omit' });
    if (!response.ok) return problem(`${shownUrl(url)} answers ${response.status}.`);
    const hash = await crypto.subtle.digest('SHA-384', await response.arrayBuffer());
    const actual = `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
    if (widgetIntegrity.split(/\s+/).includes(actual)) return undefined;
    return problem(
      'widget-integrity is not the hash of the script, or of an older version of it.',
      `widget-integrity="${actual}"   (if you trust what is there now)`,
    );
  } catch {
    return problem(
      `${shownUrl(url)} can’t be read with CORS, which widget-integrity needs.`,
      'Access-Control-Allow-Origin: *   (on the script), or no widget-integrity',
    );
  }
}

/** A script that did not arrive though no policy of the page blocks it: what its server says to a page. */
async function failed(url: string): Promise<Finding> {
  const shown = shownUrl(url);
  try {
    const { ok, status, headers } = await fetch(url, { credentials: 'omit' });
    const type = headers.get('Content-Type') ?? 'no type';
    if (!ok) return problem(`${shown} answers ${status}.`);
    if (!type.includes('javascript')) return problem(`${shown} answers with ${type}, which is no script.`);
    return unknown(`${shown} answers now: the connection broke while it was loaded.`);
  } catch {
    if (await answersAtAll(url))
      return problem(`${shown} answers, but not with a script: a wrong address, or an error page.`);
    return problem(
      `${shown} did not arrive, and no policy of the page blocks it: its server is not running, or a content blocker of this browser stops it. ` +
        'Open the address in a new tab. If it opens there, it is a blocker.',
    );
  }
}
