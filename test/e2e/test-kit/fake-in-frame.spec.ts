import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../../../demo/recipes/testing/fixtures.ts';

const fake = readFileSync(join(import.meta.dirname, '../../../dist/testing/fake.js'), 'utf8');

// As in Cypress: the test runs in one frame, and the page under test in another of the same origin.
const runner = `<!doctype html><title>Runner</title>
  <script type="module">
    import { installFakeAraucaria } from '/fake.js';
    const frame = document.createElement('iframe');
    frame.src = '/';
    frame.onload = () => (self.fake = installFakeAraucaria({ window: frame.contentWindow }));
    document.body.append(frame);
  </script>`;

/** Runs in the runner. */
const succeed = (): Promise<string> => (self as unknown as { fake: { succeed(): Promise<string> } }).fake.succeed();

test('a fake that another window installs links a bank of the real backend', async ({ page, appUrl, sandbox }) => {
  await page.route('**/runner', (route) => route.fulfill({ contentType: 'text/html', body: runner }));
  await page.route('**/fake.js', (route) => route.fulfill({ contentType: 'text/javascript', body: fake }));
  await page.goto(`${appUrl}/runner`);
  await page.waitForFunction(() => 'fake' in self);
  const app = page.frameLocator('iframe');
  await app.getByRole('button').click();

  const connectionId = await page.evaluate(succeed);

  await sandbox.connect(connectionId);
  expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
  // The page loads again at the success.
  await expect(app.getByRole('button')).toBeVisible();
});
