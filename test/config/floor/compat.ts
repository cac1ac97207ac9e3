// What the oldest supported browsers know, by MDN's compatibility data.
import type { CompatStatement, Identifier } from '@mdn/browser-compat-data';
import compatData from '@mdn/browser-compat-data' with { type: 'json' };

/** The oldest supported version of each browser (README, “Browsers”). */
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
 * Which of the oldest browsers lack a feature, as “Firefox 121”: the version that brought it. Empty where all have it.
 * What a browser has in part counts as there in script, where most of it works, and not in CSS, where a value may be
 * taken and do nothing.
 */
export function lacking(feature: Identifier | undefined, part: 'counts' | 'does not count' = 'counts'): string[] {
  const { __compat: compat } = feature ?? {};
  if (!compat) return [];
  const browsers = Object.keys(oldest) as (keyof typeof oldest)[];
  const missing = browsers.filter((browser) => isMissing(browser, compat, part === 'counts'));
  // One name for an engine: on a phone it is mostly the same.
  return missing
    .filter((browser) => !missing.some((other) => other !== browser && browser.startsWith(`${other}_`)))
    .map((browser) => `${compatData.browsers[browser].name} ${since(browser, compat)}`);
}

function isMissing(browser: keyof typeof oldest, { support }: CompatStatement, partCounts: boolean): boolean {
  const list = [support[browser] ?? []].flat();
  // The data has nothing on some old features of mobile browsers.
  if (list.length === 0) return false;
  return !list.some(
    ({ version_added: added, version_removed: removed, partial_implementation: partial, flags, ...other }) =>
      isAtMost(added, oldest[browser]) &&
      !(removed && isAtMost(removed, oldest[browser])) &&
      !(partial && !partCounts) &&
      !(flags || other.prefix || other.alternative_name),
  );
}

/** The version that brought a feature, whole. */
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
