import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../../src/sandbox/start-sandbox.ts';
import { freePort } from '../../../support/free-port.ts';
import { expect, test as base, WidgetPage } from '../../widget/support/fixtures.ts';
import { FakeHost } from '../../widget/support/servers.ts';

const recipe = join(import.meta.dirname, '../../../../demo/recipes/https/https-proxy.ts');

/** `secured` runs the documented proxy with a new certificate in front of a port, and returns its URL. */
const test = base.extend<{ certificate: string; secured: (target: number, port: number) => Promise<string> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  certificate: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('');
    const files = ['-keyout', join(folder, 'localhost-key.pem'), '-out', join(folder, 'localhost.pem')];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '1'];
    execFileSync('openssl', ['req', '-x509', ...key, ...files, ...subject], { stdio: 'ignore' });
    await use(folder);
  },
  secured: async ({ certificate }, use) => {
    const children: ReturnType<typeof spawn>[] = [];
    await use(async (target, port) => {
      const environment = { HTTPS_PORT: String(port), ARAUCARIA_PORT: String(target) };
      const child = spawn(process.execPath, [recipe], { cwd: certificate, env: environment });
      children.push(child);
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      return String(line).trim();
    });
    for (const child of children) child.kill();
  },
});

test.describe('an https page', () => {
  test.use({ ignoreHTTPSErrors: true });

  test('opens the widget of a sandbox behind the documented proxy, all of it by https', async ({ page, secured }) => {
    const port = await freePort();
    await using sandbox = await startSandbox({ publicUrl: `https://localhost:${port}` });
    expect(await secured(sandbox.port, port)).toBe(`https://localhost:${port}`);
    const host = await new FakeHost(sandbox.widgetSrc).start();
    const insecure: string[] = [];
    page.on('request', (sent) => void (sent.url().startsWith('http:') && insecure.push(sent.url())));
    await page.goto(await secured(Number(new URL(host.url).port), await freePort()));
    const widget = new WidgetPage(page);
    const { connectionId, widgetToken } = await sandbox.createConnection();
    await widget.open({ token: widgetToken, connectionId });
    await widget.chooseBank('Banco Alerce');
    await widget.signIn('ok');
    await widget.closeWith('Done');
    expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
    expect(insecure).toEqual([]);
    await host.stop();
  });
});

test.describe('a proxy that replaces the host, on an address without fetch metadata', () => {
  const address = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  test.skip(address === undefined, 'this machine has no address but its own');

  for (const isTold of [false, true]) {
    const title = isTold
      ? 'works with a public URL'
      : 'is told to the developer, not to the user as the fault of the page';
    test(title, async ({ page }) => {
      const proxy = createServer((incoming, answer) => {
        const { url, method, headers } = incoming;
        const options = {
          port: sandbox.port,
          path: url,
          method,
          headers: { ...headers, host: new URL(sandbox.url).host },
        };
        const onward = request({ host: '127.0.0.1', ...options }, (response) => {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(answer);
        });
        incoming.pipe(onward);
      }).listen(0, address);
      await once(proxy, 'listening');
      const publicUrl = `http://${address}:${(proxy.address() as AddressInfo).port}`;
      await using sandbox = await startSandbox(isTold ? { publicUrl } : {});
      const host = await new FakeHost(`${publicUrl}/widget/araucaria-connect.js`).start();
      const logged: string[] = [];
      page.on('console', (message) => logged.push(message.text()));
      await page.goto(host.url);
      const widget = new WidgetPage(page);
      const { connectionId, widgetToken } = await sandbox.createConnection();
      await widget.open({ token: widgetToken, connectionId });
      if (isTold) {
        await widget.chooseBank('Banco Alerce');
        await widget.signIn('ok');
        await widget.closeWith('Done');
      } else {
        await expect(widget.frame.getByRole('heading', { level: 1 })).toBeVisible();
        await expect
          .poll(() => logged.join('\n'))
          .toContain(
            `Araucaria: Expected a request from the sandbox's own origin. The request came from the origin ${publicUrl}, to ${sandbox.url}. Behind a proxy, set ARAUCARIA_PUBLIC_URL`,
          );
        expect(await widget.frame.locator('body').innerText()).not.toContain('registered');
      }
      expect(logged.join('\n')).not.toContain(widgetToken);
      await host.stop();
      proxy.closeAllConnections();
      proxy.close();
    });
  }
});
