import type { InstitutionList } from '../../shared/widget-api.ts';
import { sourceOf } from '../connections/allowed-origins.ts';

/** The page in the widget's frame, and the content security policy to send with it. */
export type FramePage = { html: string; policy: string };

/**
 * Completes the built page. `popular`: the first list of banks, which the page would otherwise request. `allowedOrigins`:
 * who may embed the page, which only a header can say. Its other rules are in the page too, for servers without headers.
 *
 * @throws {Error} if the page has no policy: it must not be sent without one
 */
export function completeFramePage(
  built: string,
  { popular, allowedOrigins }: { popular: InstitutionList | null; allowedOrigins: readonly string[] },
): FramePage {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(built) ?? [];
  if (policy === undefined) throw new Error("Expected the frame's page to have a content security policy.");
  const end = built.lastIndexOf('</body>');
  return {
    html: popular === null ? built : built.slice(0, end) + dataBlock(popular) + built.slice(end),
    policy: `${policy}; frame-ancestors ${allowedOrigins.map(sourceOf).join(' ')}`,
  };
}

/** No script: a policy has nothing to allow. In JSON, `<` is only in texts. */
function dataBlock(popular: InstitutionList): string {
  const json = JSON.stringify(popular).replaceAll('<', String.raw`\u003c`);
  return `<script type="application/json" id="popular-banks">${json}</script>`;
}
