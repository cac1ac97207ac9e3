import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { fakeHost } from '../support/fake-host.ts';
import { chromiumArgs, findChromium, findFirefox, startWebKitDriver } from './browsers.ts';

const engines = (process.env.ENGINES ?? 'chromium').split(',');
const browsers = [];
const missing = [];

if (engines.includes('chromium')) {
  browsers.push(
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
    }),
  );
}
if (engines.includes('firefox')) {
  const executablePath = findFirefox();
  if (executablePath) {
    browsers.push(chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath, headless: true } }));
  } else missing.push('firefox');
}
if (engines.includes('webkit')) {
  const webkit = await startWebKitDriver();
  if (webkit) {
    browsers.push(
      webdriverLauncher({
        hostname: '127.0.0.1',
        port: webkit.port,
        path: '/',
        logLevel: 'error',
        capabilities: {
          browserName: 'MiniBrowser',
          'wdio:enforceWebDriverClassic': true,
          'webkitgtk:browserOptions': { binary: webkit.binary, args: ['--automation'] },
        },
      }),
    );
  } else missing.push('webkit');
}
if (missing.length > 0) console.warn(`Not on this machine, so not tested: ${missing.join(', ')}.`);

export default {
  rootDir: process.cwd(),
  files: ['test/button/**/*.test.ts'],
  nodeResolve: { exportConditions: ['browser'] },
  plugins: [esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  middleware: [fakeHost],
  browsers,
  // Keys, mouse and focus need the page in front: one at a time.
  concurrency: 1,
  testFramework: { config: { ui: 'bdd', timeout: 8000 } },
  testsFinishTimeout: 240_000,
};
