import { unclobberedDocument } from '../../shared/dom-clobbering.ts';

/** A violation of the page's content security policy. */
type Violation = Pick<SecurityPolicyViolationEvent, 'blockedURI' | 'effectiveDirective' | 'originalPolicy'>;

// What the page's policies have blocked since this module was loaded.
const violations: Violation[] = [];
unclobberedDocument().addEventListener('securitypolicyviolation', (violation) => {
  if (violation.disposition === 'enforce') violations.push(violation);
});

/** How long to wait for the report of a violation, which may come after the failure. */
const reportDelayMs = 50;

/** Where a directive's values come from if a policy does not have it. */
const fallbacks: Record<string, readonly string[]> = {
  'script-src-elem': ['script-src-elem', 'script-src', 'default-src'],
  'script-src': ['script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
};

/** The last violation for a URL or a file of its origin, under one of these directives. */
export async function violationOf(url: string, directive: RegExp): Promise<Violation | undefined> {
  await new Promise((resolve) => setTimeout(resolve, reportDelayMs));
  const { origin } = new URL(url);
  return violations.findLast(
    ({ blockedURI, effectiveDirective }) =>
      directive.test(effectiveDirective) &&
      // Engines report the whole URL, or its origin alone. A policy of Trusted Types names no URL.
      (blockedURI.startsWith(origin) || blockedURI.startsWith('trusted-types')),
  );
}

/** The directive of the violated policy, with the origin of a URL added to its sources. */
export function directiveWith(url: string, { effectiveDirective, originalPolicy }: Violation): string {
  const { origin } = new URL(url);
  const directives = originalPolicy.split(';').map((directive) => directive.trim().split(/\s+/));
  const chain = fallbacks[effectiveDirective] ?? [effectiveDirective];
  const name = chain.find((candidate) => directives.some(([given]) => given === candidate)) ?? effectiveDirective;
  const sources = directives.find(([given]) => given === name)?.slice(1) ?? [];
  // A directive of its own: whatever `default-src` has counts for all others as well.
  const shownName = name === 'default-src' ? effectiveDirective.replace('-elem', '') : name;
  return [shownName, ...sources.filter((source) => source !== "'none'" && source !== origin), origin].join(' ');
}
