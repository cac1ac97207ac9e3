import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { Sandbox } from 'araucaria-connect/sandbox';
import { exitWidget, linkBank } from 'araucaria-connect/testing';
import packageJson from '../../package.json' with { type: 'json' };
import { guideFile, test, type Site } from './guide-site.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js');
const hash = createHash('sha384').update(bundle).digest('base64');

/** Each set-up of docs/content-security-policy.md: its markup and its lines. */
const setups = {
  bundle: 'bundle.html',
  cdn: 'cdn.html',
  nonce: 'nonce.html',
  'strict-dynamic': 'strict-dynamic.html',
  hash: 'hash.html',
  sandbox: 'bundle.html',
  'trusted-types': 'bundle.html',
  'report-only': 'bundle.html',
  isolated: 'bundle.html',
} as const;

type Setup = keyof typeof setups;

/** The lines of a set-up, as headers. The widget comes from the sandbox of the test. */
function headersOf(setup: string, araucaria: string): Record<string, string> {
  const lines = guideFile(`content-security-policy/lines/${setup}.txt`).trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ');
      const text = value.join(': ').replace('HASH', hash);
      return [name, text.replaceAll(/https:\/\/api\.araucaria\.money|http:\/\/127\.0\.0\.1:4400/g, araucaria)];
    }),
  );
}

/** Opens a set-up's page with these headers. The result is filled with the directives that the page violates. */
async function open(
  page: Page,
  { app, url }: Site,
  sandbox: Sandbox,
  setup: Setup,
  headers = headersOf(setup, sandbox.url),
  preload = 'intent',
): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('onViolation', (directive: string) => void violations.push(directive));
  await page.addInitScript(() => {
    const { onViolation } = window as unknown as { onViolation(directive: string): void };
    addEventListener('araucaria-exit', ({ detail }) => Object.assign(window, { code: detail.error?.code }));
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => onViolation(effectiveDirective));
  });
  const markup = guideFile(`content-security-policy/pages/${setups[setup]}`)
    .replace('HASH', hash)
    .replace('VERSION', packageJson.version)
    .replace(
      '<araucaria-connect-button',
      `$& preload="${preload}" widget-src="${sandbox.url}/widget/araucaria-connect.js"`,
    );
  app.get('/page', (context) =>
    context.html(`<!doctype html><html lang="en"><title>A page</title>${markup}</html>`, 200, headers),
  );
  app.get('/app.js', (context) => context.body(bundle.toString(), 200, { 'Content-Type': 'text/javascript' }));
  app.get('/undefined.css', (context) =>
    context.body(readFileSync('dist/undefined.css', 'utf8'), 200, { 'Content-Type': 'text/css' }),
  );
  await page.goto(`${url}/page`);
  return violations;
}

for (const setup of Object.keys(setups) as Setup[]) {
  test(`a user links a bank under the policy of the guide, without a violation: ${setup}`, async ({
    page,
    site,
    sandbox,
  }) => {
    const violations = await open(page, site, sandbox, setup);
    await linkBank(page);
    expect(violations).toEqual([]);
    if (setup === 'isolated') expect(await page.evaluate('crossOriginIsolated')).toBe(true);
  });
}

/** The set-ups' policies, each without one of its sources. */
function poorerPolicies(setup: Setup): { source: string; directive: string }[] {
  const policy = headersOf(setup, 'ARAUCARIA')['Content-Security-Policy'] ?? '';
  return policy
    .split('; ')
    .filter((directive) => !directive.endsWith("'none'"))
    .flatMap((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return sources.map((source) => ({ source, directive: name }));
    });
}

/** What the guide says that an error means. */
const codes: Record<string, string> = {
  'script-src ARAUCARIA': 'widget-blocked',
  'frame-src ARAUCARIA': 'frame-unreachable',
  "connect-src 'self'": 'token-request-failed',
};

for (const setup of ['bundle', 'cdn', 'nonce', 'strict-dynamic', 'trusted-types'] as const) {
  for (const { source, directive } of poorerPolicies(setup)) {
    if (directive === 'require-trusted-types-for') continue;
    test(`the policy of the guide needs ${source} in ${directive}: ${setup}`, async ({ page, site, sandbox }) => {
      const headers = headersOf(setup, sandbox.url);
      const name = 'Content-Security-Policy';
      headers[name] = headers[name]!.split('; ')
        .map((each) => {
          if (!each.startsWith(`${directive} `)) return each;
          const left = each.replace(` ${source.replace('ARAUCARIA', sandbox.url).replace('HASH', hash)}`, '');
          expect(left).not.toBe(each);
          return left;
        })
        .join('; ');
      const violations = await open(page, site, sandbox, setup, headers, 'eager');
      if (directive === 'connect-src') await page.getByRole('button').click();
      await expect.poll(() => violations.map((each) => each.replace('-elem', ''))).toContain(directive);
      const code = setup === 'bundle' && codes[`${directive} ${source}`];
      if (!code) return;
      // The widget offers another try of a token request. The other violations are those of the warm-up.
      if (directive === 'connect-src') await exitWidget(page);
      else await page.getByRole('button').click();
      await expect.poll(() => page.evaluate('window.code')).toBe(code);
    });
  }
}
