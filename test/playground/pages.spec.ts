import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkBank } from 'araucaria-connect/testing';
import type { Choices, CodeFile } from '../../demo/playground/types.ts';
import { combinations, initialChoices, values } from '../support/playground-choices.ts';
import { expect, test, valueOf, type GeneratedPage } from './support/fixtures.ts';

const dist = join(import.meta.dirname, '../../dist');

/** What each choice that changes the files or the policy may be, in all combinations. */
function product(choices: Partial<{ [Name in keyof Choices]: readonly Choices[Name][] }>): Partial<Choices>[] {
  return Object.entries(choices).reduce<Partial<Choices>[]>(
    (rows, [name, each]) => rows.flatMap((row) => each.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

const structural = product({
  api: values.api,
  script: values.script,
  endpoint: values.endpoint,
  trustedTypes: values.trustedTypes,
  color: values.color,
  required: values.required,
  autosubmit: values.autosubmit,
});

/** The files of a site, and what else the page loads from its own server. */
function serveFiles({ host }: GeneratedPage, policy: string, files: readonly CodeFile[]): void {
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  host.site = {
    policy: valueOf(policy),
    answer(path) {
      const name = path === '/' ? 'index.html' : path.slice(1);
      const own = files.find((file) => file.path === name)?.text;
      const text = own ?? (/^araucaria-connect-\w+\.js$/.test(name) ? readFileSync(join(dist, name), 'utf8') : null);
      const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
      return new Response(text, { status: text === null ? 404 : 200, headers: { 'Content-Type': type } });
    },
  };
}

const labels: Record<string, string> = { '': 'your bank', en: 'your bank', es: 'tu banco', pt: 'seu banco' };

/** Links a bank as a user does, and expects what was chosen: language, color, `debug` and connection. */
async function linkAndExpect(generated: GeneratedPage, choices: Choices): Promise<string> {
  const { page } = generated;
  const button = page.locator('araucaria-connect-button').getByRole('button');
  await expect(button).toHaveAccessibleName(new RegExp(labels[choices.lang] ?? 'unknown'));
  if (choices.color) await expect(button).toHaveCSS('background-color', 'rgb(28, 79, 214)');
  if (choices.debug) {
    await expect.poll(() => generated.logged).toContainEqual(expect.stringContaining('what this page is like'));
  }
  const connectionId = await linkBank(page);
  if (choices.connectionId) expect(connectionId).toBe(choices.connectionId);
  return connectionId;
}

test.describe('the HTML page, under its own policy, links a bank and sends its form, with', () => {
  for (const [index, row] of structural.entries()) {
    const given = Object.values(row).map(String).join(', ');
    test(given, async ({ generated, page }) => {
      const others = combinations[index % combinations.length] ?? initialChoices;
      const choices = await generated.prepare({ ...others, ...row, page: 'html' });
      const { policy, page: files } = generated.generate(choices);
      serveFiles(generated, policy, files);
      await page.goto(generated.host.url);
      const connectionId = await linkAndExpect(generated, choices);
      expect(generated.logged).toContain(`Connected: ${connectionId}`);

      const isInForm = choices.name || choices.required || choices.autosubmit;
      if (!isInForm) return;
      if (!choices.autosubmit) await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('heading', { name: 'Sent' })).toBeVisible();
      expect(generated.host.sent).toEqual([`${choices.name || 'connection'}=${connectionId}`]);
    });
  }
});

for (const name of ['htmx', 'turbo']) {
  test.describe(`the page with ${name}, under its own policy, links a bank and sends its form, with`, () => {
    for (const [index, row] of combinations.entries()) {
      test(`combination ${index}`, async ({ generated, page }) => {
        const choices = await generated.prepare({ ...row, page: name });
        const { policy, page: files } = generated.generate(choices);
        serveFiles(generated, policy, files);
        await page.goto(generated.host.url);
        const connectionId = await linkAndExpect(generated, choices);
        if (name === 'turbo' && !choices.autosubmit) await page.getByRole('button', { name: 'Continue' }).click();
        await expect(page.getByRole('heading', { name: 'Sent' })).toBeVisible();
        expect(generated.host.sent).toEqual([`${choices.name || 'connection'}=${connectionId}`]);
      });
    }
  });
}

test.describe('the page of a CMS, under its own policy, links a bank, with', () => {
  const inCms = product({
    api: values.api,
    script: values.script,
    endpoint: values.endpoint,
    trustedTypes: values.trustedTypes,
    color: values.color,
  });
  for (const row of inCms) {
    test(Object.values(row).map(String).join(', '), async ({ generated, page }) => {
      const choices = await generated.prepare({ ...initialChoices, ...row, page: 'cms' });
      const { policy, page: files } = generated.generate(choices);
      const [script, author, style] = files;
      const html = `<!doctype html><html lang="es"><title>A site</title><link rel="icon" href="data:,">
        <link rel="stylesheet" href="/theme.css"><main><h1>Cuentas</h1>${author?.text}</main>${script?.text}</html>`;
      serveFiles(generated, policy.replace("object-src 'none'", "object-src 'none'; img-src data:"), [
        { path: 'index.html', text: html },
        { path: 'theme.css', text: style?.text ?? '' },
      ]);
      await page.goto(generated.host.url);
      await expect(page.getByRole('button', { name: 'Connect your bank' })).toBeVisible();
      await linkAndExpect(generated, choices);
    });
  }
});
