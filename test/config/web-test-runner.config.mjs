import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { fakeHost } from '../support/fake-host.ts';
import { chromiumArgs, findChromium, findChromiumFloor, findFirefox, startWebKitDriver } from './browsers.ts';

/** A launcher for each engine; `undefined` where this machine does not have the engine. */
const launchers = {
  async chromium() {
    const executablePath = await findChromium();
    return playwrightLauncher({ product: 'chromium', launchOptions: { executablePath, args: chromiumArgs } });
  },
  async 'chromium-floor'() {
    const launchOptions = await findChromiumFloor();
    // A name of its own: its results are listed beside those of the other Chromium.
    return launchOptions && Object.assign(playwrightLauncher({ launchOptions }), { name: 'Chromium 111' });
  },
  async firefox() {
    const executablePath = findFirefox();
    if (!executablePath) return undefined;
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath, headless: true } });
  },
  async webkit() {
    const webkit = await startWebKitDriver();
    if (!webkit) return undefined;
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port: webkit.port,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webkit.binary, args: ['--automation'] },
      },
    });
  },
};

const browsers = [];
const missing = [];
for (const engine of (process.env.ENGINES ?? 'chromium,chromium-floor').split(',')) {
  if (!Object.hasOwn(launchers, engine)) {
    throw new Error(`ENGINES: expected some of ${Object.keys(launchers).join(',')}; got "${engine}".`);
  }
  const launcher = await launchers[engine]();
  if (launcher) browsers.push(launcher);
  else missing.push(engine);
}
if (missing.length > 0) console.warn(`Not on this machine, so not tested: ${missing.join(', ')}.`);

export default {
  rootDir: process.cwd(),
  files: ['test/button/**/*.spec.ts'],
  nodeResolve: { exportConditions: ['browser'] },
  plugins: [esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  middleware: [fakeHost],
  browsers,
  // Tests of keys, mouse and focus need the page in front, so files run one at a time.
  concurrency: 1,
  testFramework: { config: { ui: 'bdd', timeout: 60_000, forbidOnly: Boolean(process.env.CI) } },
  // Only a hang should reach these: a busy machine stays below them.
  browserStartTimeout: 180_000,
  testsStartTimeout: 180_000,
  testsFinishTimeout: 1_200_000,
};
