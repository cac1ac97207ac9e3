import { cacheOnlyHash, framePage } from '../../shared/frame-page.ts';
import { hiddenFrame } from '../widget-script/cache-frame-page.ts';
import { widgetScriptUrl } from '../widget-script/widget-src.ts';
import { pageOrigin } from '../widget-script/resolve-url.ts';
import { findingsOf, type Finding } from './finding.ts';
import { directiveWith, violationOf } from './policy.ts';
import type { Subject } from './subject.ts';

const { good, problem, unknown } = findingsOf('frame');

/** How long the frame's page has to load, in ms. */
const timeoutMs = 10_000;

/** Whether the page may have the widget's frame. Loads the frame's page in a hidden frame, where it does nothing. */
export async function checkFrame({ widgetSrc, srcInMarkup }: Subject): Promise<Finding[]> {
  let url: string;
  try {
    url = new URL(framePage, widgetScriptUrl(widgetSrc, srcInMarkup)).href;
  } catch {
    return [];
  }
  if (new URL(url).origin === pageOrigin()) {
    return [
      problem(
        'The widget’s script and the page have one origin. The credential form must be on another origin than the page.',
      ),
    ];
  }
  const hasLoaded = await load(url + cacheOnlyHash);
  const violation = await violationOf(url, /^(frame|child|default)-src/);
  if (violation) {
    return [
      problem(
        'The content security policy of the page blocks the widget’s frame.',
        `Content-Security-Policy: ${directiveWith(url, violation)}`,
      ),
    ];
  }
  if (!hasLoaded) return [problem(`The frame’s page did not load within ${timeoutMs / 1000} s: ${url}`)];
  return [
    good('The policy of the page allows the widget’s frame.'),
    ...(crossOriginIsolated
      ? [
          unknown(
            'The page is cross-origin isolated. The frame allows that; other files of the page need CORP or CORS.',
          ),
        ]
      : []),
  ];
}

/** Loads a page in a hidden frame; false if it does not load in time. */
async function load(url: string): Promise<boolean> {
  const frame = hiddenFrame(url);
  const hasLoaded = await new Promise<boolean>((resolve) => {
    frame.addEventListener('load', () => resolve(true));
    setTimeout(() => resolve(false), timeoutMs);
  });
  frame.remove();
  return hasLoaded;
}
