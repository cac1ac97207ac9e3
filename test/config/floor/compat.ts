// Features of the oldest supported browsers, by MDN's compatibility data.
import type { CompatStatement, Identifier } from '@mdn/browser-compat-data';
import compatData from '@mdn/browser-compat-data' with { type: 'json' };

/** The oldest supported version of each browser (`docs/browser-support.md`). */
const oldest = {
  chrome: '111',
  chrome_android: '111',
  edge: '111',
  firefox: '115',
  firefox_android: '115',
  safari: '16.4',
  safari_ios: '16.4',
} as const;

/** An entry of the data by its path; undefined where there is none. */
export function entry(...path: string[]): Identifier | undefined {
  let found: Identifier | undefined = compatData as unknown as Identifier;
  for (const name of path) found = found && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}

/**
 * The oldest browsers that lack a feature, each with the version that added it: “Firefox 121”. Empty if all have it.
 * Partial support counts as support in script, where most of the feature works, and not in CSS, where a value may be
 * accepted without an effect.
 */
export function lacking(feature: Identifier | undefined, part: 'counts' | 'does not count' = 'counts'): string[] {
  const { __compat: compat } = feature ?? {};
  if (!compat) return [];
  const browsers = Object.keys(oldest) as (keyof typeof oldest)[];
  const missing = browsers.filter((browser) => isMissing(browser, compat, part === 'counts'));
  // One name for each engine: its versions on phones are mostly the same.
  return missing
    .filter((browser) => !missing.some((other) => other !== browser && browser.startsWith(`${other}_`)))
    .map((browser) => `${compatData.browsers[browser].name} ${since(browser, compat)}`);
}

function isMissing(browser: keyof typeof oldest, { support }: CompatStatement, partCounts: boolean): boolean {
  const list = [support[browser] ?? []].flat();
  // For some old features the data has no entry for mobile browsers.
  if (list.length === 0) return false;
  return !list.some(
    ({ version_added: added, version_removed: removed, partial_implementation: partial, flags, ...other }) =>
      isAtMost(added, oldest[browser]) &&
      !(removed && isAtMost(removed, oldest[browser])) &&
      !(partial && !partCounts) &&
      !(flags || other.prefix || other.alternative_name),
  );
}

/** The first version with full support. */
function since(browser: keyof typeof oldest, { support }: CompatStatement): string {
  const list = [support[browser] ?? []].flat();
  return list.find(({ partial_implementation: partial, prefix }) => !partial && !prefix)?.version_added || '(never)';
}

function isAtMost(version: unknown, limit: string): boolean {
  if (typeof version !== 'string' || version === 'preview') return false;
  const [major = 0, minor = 0] = version.replace('≤', '').split('.').map(Number);
  const [maxMajor = 0, maxMinor = 0] = limit.split('.').map(Number);
  return major < maxMajor || (major === maxMajor && minor <= maxMinor);
}
