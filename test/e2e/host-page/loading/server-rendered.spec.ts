import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { bundle } from '../../../support/bundle.ts';
import { scriptRoute, serve, type Served } from '../../../support/serve.ts';

const root = join(import.meta.dirname, '../../../..');

/** What `@lit-labs/ssr` renders for a template, in a process without a DOM. */
function rendered(template: string): string {
  const source = `
    import { render } from '@lit-labs/ssr';
    import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
    import { html } from 'lit';
    import './dist/button/index.js';
    console.log(await collectResult(render(html\`${template}\`)));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd: root, encoding: 'utf8' });
}

let scripts: Record<string, string>;
let served: Served;
let problems: string[];

test.beforeAll(async () => {
  scripts = {
    // Lit's code for hydration has to come before the package's module.
    hydration: await bundle(
      "import '@lit-labs/ssr-client/lit-element-hydrate-support.js'; import './dist/button/index.js';",
    ),
    'the script-tag bundle': readFileSync(join(root, 'dist/araucaria-connect-button.js'), 'utf8'),
  };
});

test.afterEach(() => served.close());

/** Opens a page that was rendered on a server; its script is on its way until `sendScript` is called. */
async function open(page: Page, body: string, script: string): Promise<() => void> {
  problems = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  let sendScript!: () => void;
  const sent = new Promise<void>((resolve) => (sendScript = resolve));
  served = await serve({
    '/': `<!doctype html><html lang="es"><link rel="icon" href="data:,">${body}<script async src="/app.js"></script>`,
    '/app.js': (request, response) => void sent.then(() => scriptRoute(script)(request, response)),
  });
  await page.goto(served.origin, { waitUntil: 'commit' });
  return sendScript;
}

const defined = (page: Page): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('araucaria-connect-button:defined')?.updateComplete`);

for (const name of ['hydration', 'the script-tag bundle']) {
  test(`a server-rendered button takes the language, fieldset and content of the page, with ${name}`, async ({
    page,
  }) => {
    const button = rendered('<araucaria-connect-button token-endpoint="/t"></araucaria-connect-button>');
    const blank = rendered('<araucaria-connect-button token-endpoint="/t"><br></araucaria-connect-button>');
    const sendScript = await open(page, `${button}<fieldset disabled>${blank}</fieldset>`, scripts[name]!);
    await expect(page.getByRole('button', { name: 'Connect your bank' }).first()).toBeVisible();
    sendScript();
    await defined(page);
    // One button each: what the server rendered is hydrated or replaced.
    await expect(page.getByRole('button')).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Conecta tu banco' })).toHaveCount(2);
    await expect(page.getByRole('button').first()).toBeEnabled();
    await expect(page.getByRole('button').last()).toBeDisabled();
    expect(problems).toEqual([]);
  });

  test(`a server-rendered button with a value, a label and its own language stays as it is, with ${name}`, async ({
    page,
  }) => {
    const markup = rendered(
      '<araucaria-connect-button lang="pt" disabled value="conn_1">Banco</araucaria-connect-button>',
    );
    const sendScript = await open(page, markup, scripts[name]!);
    const button = page.getByRole('button', { name: 'Banco' });
    await expect(button).toBeDisabled();
    sendScript();
    await defined(page);
    await expect(button).toBeDisabled();
    await expect(page.getByRole('button')).toHaveCount(1);
    await expect(page.getByText('Seu banco está conectado.')).toBeVisible();
    expect(problems).toEqual([]);
  });
}
