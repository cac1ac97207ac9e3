// Finds a browser of each engine, or unpacks the one that npm installed. Nothing here downloads a browser.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePort } from '../support/free-port.ts';

/** Flags for a root user and for a network without internet; and one process for each site, which some builds have off. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--site-per-process',
  // For tests of what a removed element leaves behind.
  '--js-flags=--expose-gc',
];

function which(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `$CHROME_PATH`, else an installed Chrome or Chromium, else the one inside `@sparticuz/chromium` (Linux x64 only). */
export async function findChromium(): Promise<string> {
  const installed =
    process.env['CHROME_PATH'] ??
    which('google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chromium-headless-shell') ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ].find(existsSync);
  if (installed) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium: install Chrome or Chromium, or set CHROME_PATH.');
  }
  return unpackChromium();
}

async function unpackChromium(): Promise<string> {
  const modules = join(import.meta.dirname, '../../node_modules');
  const home = join(modules, '@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  // The package unpacks into os.tmpdir() and reuses any file named chromium there: it gets a folder for its version.
  const folder = join(modules, '.cache', `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    // This system has no NSS libraries: use the copy in the package.
    if (spawnSync(path, ['--version']).status !== 0) {
      await inflate(join(home, 'bin/al2023.tar.br'));
      setupLambdaEnvironment(join(folder, 'al2023', 'lib'));
    }
    return path;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Launch options for Playwright. Puppeteer can't drive a browser of this age. */
export type LaunchOptions = { executablePath: string; args: string[]; env: NodeJS.ProcessEnv };

/** The oldest Chromium that is supported, 111, from npm; undefined where there is no build of it (all but Linux x64). */
export async function findChromiumFloor(): Promise<LaunchOptions | undefined> {
  const modules = join(import.meta.dirname, '../../node_modules');
  const bin = join(modules, 'chromium-floor/bin');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(bin)) return undefined;
  const folder = join(modules, '.cache/chromium-floor');
  // Not by the package's `executablePath()`, which reuses any /tmp/chromium.
  if (!existsSync(folder)) await unpack(['chromium.br', 'swiftshader.tar.br', 'aws.tar.br'], bin, folder);
  return {
    executablePath: join(folder, 'chromium'),
    args: chromiumArgs,
    // Its graphics libraries, and NSS for systems without it.
    env: { ...process.env, LD_LIBRARY_PATH: [folder, join(folder, 'aws/lib')].join(delimiter) },
  };
}

/** Unpacks archives into a folder that appears only once it is complete: two test processes may need it at once. */
async function unpack(archives: string[], from: string, folder: string): Promise<void> {
  const { default: lambda } = await import('chromium-floor/build/lambdafs.js');
  mkdirSync(join(folder, '..'), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  const before = process.env['TMPDIR'];
  // The package unpacks into this folder.
  process.env['TMPDIR'] = draft;
  try {
    await Promise.all(archives.map((archive) => lambda.inflate(join(from, archive))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was first.
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** `$FIREFOX_PATH`, else an installed Firefox. */
export function findFirefox(): string | undefined {
  return (
    process.env['FIREFOX_PATH'] ??
    which('firefox-esr', 'firefox') ??
    ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(existsSync)
  );
}

/** `$CHROMEDRIVER_PATH`, else an installed ChromeDriver, which is not in the gate: Debian's brings another Chromium along. */
export function findChromeDriver(): string | undefined {
  return process.env['CHROMEDRIVER_PATH'] ?? which('chromedriver');
}

const children: ChildProcess[] = [];
process.once('exit', () => {
  for (const child of children) child.kill();
});

/** Starts WebKitGTK's WebDriver, where Debian's `webkit2gtk-driver` and `xvfb` are installed. */
export async function startWebKitDriver(): Promise<{ port: number; binary: string; stop: () => void } | undefined> {
  const driver = which('WebKitWebDriver');
  const binary = findMiniBrowser();
  if (!driver || !binary) return undefined;
  const DISPLAY = await startXvfb();
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY } });
  children.push(child);
  // It ends with this process, and does not keep this process running.
  child.unref();
  const stop = (): void => void child.kill();
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return { port, binary, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not start within a minute.');
}

function findMiniBrowser(): string | undefined {
  if (!existsSync('/usr/lib')) return undefined;
  return readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => ['webkitgtk-6.0', 'webkit2gtk-4.1'].map((api) => join('/usr/lib', name, api, 'MiniBrowser')))
    .find(existsSync);
}

/** A display of its own, so that no other window takes the focus; the user's where there is no Xvfb. */
function startXvfb(): Promise<string> {
  const { DISPLAY } = process.env;
  if (DISPLAY && !which('Xvfb')) return Promise.resolve(DISPLAY);
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  children.push(child);
  // It ends with this process, and does not keep this process running.
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb exited with ${code}.`)));
    const display = child.stdio[3] as Socket;
    let number = '';
    display.on('data', (data: Buffer) => {
      number += data;
      // Xvfb writes the number and the end of the line separately, and ends with an error if the pipe closes in between.
      if (!number.endsWith('\n')) return;
      display.destroy();
      resolve(`:${number.trim()}`);
    });
  });
}
