import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromiumArgs, findChromium } from '../../config/browsers.ts';
import { installProject } from '../../support/installed-project.ts';

/** A report of Lighthouse, as far as the tests read it. */
export type Report = {
  /** From 0 to 1. */
  categories: Record<'accessibility' | 'best-practices' | 'performance' | 'seo', { score: number }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
};

/** Installs Lighthouse at its first use, and returns the folder. That takes about half a minute. */
export const installLighthouse = (): string => installProject(join(import.meta.dirname, '../lighthouse'), 'lighthouse');

/** Looks at a page as on a phone, with Lighthouse's own settings. */
export async function lighthouse(folder: string, url: string): Promise<Report> {
  const command = join(folder, 'node_modules/lighthouse/cli/index.js');
  const flags = ['--output=json', '--quiet', '--no-enable-error-reporting', `--chrome-flags=${chromiumArgs.join(' ')}`];
  const { stdout } = await promisify(execFile)(process.execPath, [command, url, ...flags], {
    env: { ...process.env, CHROME_PATH: await findChromium() },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Report;
}
