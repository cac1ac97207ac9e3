import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { isSupported, oldestBrowsers } from '../is-supported.ts';
import { pageOrigin } from '../widget-script/resolve-url.ts';
import { findingsOf, type Finding } from './finding.ts';

const { good, problem, unknown } = findingsOf('environment');

/** The smallest page that the widget is made for, in CSS px: 320 by 256 (WCAG 2.2, 1.4.10 at 400 %). */
const smallest = { width: 320, height: 256 };

/** What the page itself is like. */
export function checkEnvironment(): Finding[] {
  const findings = [
    checkOrigin(),
    checkBrowser(),
    checkSize(),
    checkMode(),
    checkZoom(),
    checkViewport(),
    checkEmbedding(),
  ].flatMap((finding) => finding ?? []);
  return findings.some(({ outcome }) => outcome === 'problem')
    ? findings
    : [good('The page has an origin, a browser that is supported and enough room.'), ...findings];
}

function checkOrigin(): Finding | undefined {
  if (location.protocol === 'file:') {
    return problem(
      'The page is a file. It has no origin, so no server can answer it and no widget opens.',
      'npx vite --open   (or any local server, then http://localhost:…)',
    );
  }
  if (pageOrigin() === 'null') {
    return problem(
      'The page has no origin: it is in a frame whose sandbox has no allow-same-origin.',
      '<iframe sandbox="allow-scripts allow-same-origin allow-forms allow-popups" …>',
    );
  }
  if (!isSecureContext) {
    return unknown(
      `The page is on ${location.protocol}//${location.hostname}, which is not encrypted. Users need https.`,
    );
  }
  return undefined;
}

function checkBrowser(): Finding | undefined {
  if (isSupported) return undefined;
  return problem(
    `This browser is older than ${oldestBrowsers}. The tag is not defined, and the content of the element stays on the page.`,
    '<a slot="fallback" href="…">Another way</a>   (inside the element)',
  );
}

function checkSize(): Finding | undefined {
  const { innerWidth: width, innerHeight: height } = window;
  if (width >= smallest.width && height >= smallest.height) return undefined;
  return problem(
    `The page is ${width} by ${height} px. The widget needs ${smallest.width} by ${smallest.height}.`,
    self === top ? undefined : `<iframe width="${Math.max(width, smallest.width)}" height="600" …>`,
  );
}

function checkMode(): Finding | undefined {
  if (unclobberedDocument().compatMode !== 'BackCompat') return undefined;
  return problem(
    'The page is in quirks mode, where sizes differ: it has no doctype.',
    '<!doctype html>   (first line)',
  );
}

function checkZoom(): Finding | undefined {
  const { documentElement, body } = unclobberedDocument();
  const zoomed = [documentElement, body].find(
    (element) => element && !/^(|1|normal)$/.test(getComputedStyle(element).getPropertyValue('zoom')),
  );
  if (!zoomed) return undefined;
  return problem(
    `The style sheet of the page has zoom on <${zoomed.localName}>. The widget has its size on screen, not that of the page.`,
    `${zoomed.localName} { zoom: normal; }`,
  );
}

function checkViewport(): Finding | undefined {
  // In a frame the page around it decides.
  if (self !== top || unclobberedDocument().querySelector('meta[name="viewport"]')) return undefined;
  return problem(
    'The page has no viewport meta tag. A phone shows it 980 px wide, and button and widget very small.',
    '<meta name="viewport" content="width=device-width">',
  );
}

function checkEmbedding(): Finding | undefined {
  if (self === top) return undefined;
  const ancestors = [...(location.ancestorOrigins ?? [])];
  const others = ancestors.filter((origin) => origin !== pageOrigin());
  if (ancestors.length > 0 && others.length === 0) return undefined;
  const named = others.length > 0 ? others.join(', ') : 'another page';
  return unknown(
    `The page is in a frame of ${named}. Araucaria must allow these origins as well, else the widget ends with origin-not-allowed. ` +
      'Cookies of your site are those of a third party there.',
  );
}
