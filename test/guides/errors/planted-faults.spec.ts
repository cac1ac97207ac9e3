import { expect, test } from '@playwright/test';
import { errorPage } from '../../../src/shared/documented-urls.ts';
import { isMessageOf, readErrorPage } from '../../docs/support/error-page.ts';
import type { Places } from './fault.ts';
import { FaultyPage } from './faulty-page.ts';
import { faults } from './faults.ts';

/** A line of the documentation with the addresses of a test. */
const real = (line: string, { host, sandbox }: Places): string =>
  line
    .replaceAll(/https:\/\/(api\.araucaria\.money|sandbox\.example)|http:\/\/127\.0\.0\.1:4400/g, sandbox)
    .replaceAll('https://shop.example', host);

for (const { code, what, message, setup, line = '', mended } of faults) {
  test(`${code} is what a developer sees whose page has ${what}`, async ({ page }) => {
    await using faulty = new FaultyPage(page);
    await faulty.press(setup);
    const seen = await faulty.seen();
    expect(seen.code).toBe(code);
    const [said, rest] = seen.message.split(` ${errorPage(code)}`);
    expect(rest, seen.message).toBe('');
    expect(isMessageOf(message, said!), `${said}\n${message}`).toBe(true);
    const { messages, hasText, onConsole } = readErrorPage(code);
    const row = messages.find((each) => each.message === message);
    expect(row, `a row of docs/errors/${code}.md: ${message}`).toBeDefined();
    expect(seen.retryable).toBe(row!.retryable);
    expect(hasText(seen.below), `below the button: ${seen.below}`).toBe(true);
    if (seen.widget) expect(hasText(seen.widget), `in the widget: ${seen.widget}`).toBe(true);
    expect(onConsole).toContain(seen.console.length > 0 ? 'one line' : 'nothing');
    for (const logged of seen.console) expect(logged).toContain(`${code}: ${seen.message}`);
  });

  if (!mended) continue;
  test(`the widget opens once the page is mended as ${code} says: it had ${what}`, async ({ page }) => {
    await using faulty = new FaultyPage(page);
    expect(readErrorPage(code).section('What to do')).toContain(line && `\`${line}\``);
    await faulty.press(typeof mended === 'function' ? (places) => mended(real(line, places), places) : mended);
    await expect(async () => expect(await faulty.widget()).toBeDefined()).toPass({ intervals: [20] });
  });
}
