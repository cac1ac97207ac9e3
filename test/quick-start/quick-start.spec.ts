import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { linkBank } from '../../src/testing/index.ts';
import { readGuide } from './guide.ts';
import { Walk } from './walk.ts';

const bundle = readFileSync(join(import.meta.dirname, '../../dist/araucaria-connect-button.js'));
const guide = readGuide();
const page = guide.get('The page') ?? [];

const hasPython = spawnSync('python3', ['-c', 'import fastapi, httpx, itsdangerous, uvicorn'], {
  env: { ...process.env, PATH: `/usr/bin:${process.env['PATH']}` },
});

for (const [heading, steps] of guide) {
  if (heading === 'The page') continue;
  const title = `from an empty folder to a linked bank, by the guide alone: ${heading}`;
  test(title, async ({ page: browser }) => {
    const needsPython = heading.includes('Python');
    // CI has it: a job that tests nothing must not pass.
    test.skip(
      needsPython && hasPython.status !== 0 && !process.env['CI'],
      'It needs the packages of .ci/install-backends.',
    );
    using walk = new Walk();
    walk.follow([...(heading.startsWith('Next') ? [] : page), ...steps]);
    await browser.route('https://unpkg.com/araucaria-connect', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: bundle }),
    );
    for (const url of ['http://127.0.0.1:4400/sandbox/', 'http://localhost:3000']) {
      await expect(async () => {
        const answer = await browser.goto(url).catch(() => null);
        expect(answer?.ok(), walk.printed).toBe(true);
      }).toPass({ timeout: 60_000 });
    }
    // By the guide, not by what is there: Next's development server hides a page until its scripts have run.
    if (steps.some((step) => step.kind === 'file' && step.text.includes('Sign in'))) {
      await browser.getByRole('button', { name: 'Sign in' }).click();
      // A development server may load the page again by itself at any time: not a load, but the cookie says that it is done.
      await expect.poll(async () => (await browser.context().cookies()).map(({ name }) => name)).toContain('session');
      await browser.goto('http://localhost:3000');
    }
    const connectionId = await linkBank(browser, { timeout: 60_000 });
    await expect(async () => {
      await browser.reload();
      await expect(browser.getByRole('listitem')).toHaveText(`${connectionId}: CONNECTED`, { timeout: 2_000 });
    }).toPass();
    if (!heading.startsWith('Next')) return;
    await test.step('the linter and the type checker of create-next-app find nothing', () => {
      // The code of docs/frameworks/next.md.
      walk.copy('demo/frameworks/next/app', 'guide');
      expect(walk.findingsOf('npx eslint . --max-warnings 0')).toBe('');
      expect(walk.findingsOf('npx tsc --noEmit')).toBe('');
    });
  });
}
