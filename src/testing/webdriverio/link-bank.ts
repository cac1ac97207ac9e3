import { Deadline } from '../deadline.ts';
import { idOf, run, type Browser } from './browser.ts';
import { completeFlow, type Outcome } from './complete-flow.ts';
import { release, type Look } from './frame-scripts.ts';
import { recordEnd, recordRoots } from './page-scripts.ts';
import { WidgetDriver } from './widget-driver.ts';

/** Which bank is linked, with which user, and how the widget is opened. */
export type LinkOptions = {
  /** The user name. The sandbox's bank behaves as it says: `ok`, `otp`, `questions`, `otp+slow` … Default: `ok`. */
  scenario?: string;
  /** The bank's full name. Default: `Banco Alerce`. */
  bank?: string;
  /** Values by field name, for fields beside user name and password, or in place of their defaults. */
  credentials?: Record<string, string>;
  /** A CSS selector of what opens the widget, or null if it is open already. Default: `araucaria-connect-button`. */
  opener?: string | null;
  /** Time limit for the whole flow, in ms. Default: 50,000, less than the 60 s that a new WebdriverIO project gives a test. */
  timeout?: number;
};

/** How far the user came. The widget stays open, unless the page loads again after `connected`. */
export type LinkAttempt = {
  /** `refused`: the credential form is shown again. `failed`: the widget shows an error. */
  outcome: Outcome;
  /** The heading on the screen, in the user's language. */
  says: string;
  /** The connection that the credentials were sent for, or null if none were sent. */
  connectionId: string | null;
};

const defaultTimeoutMs = 50_000;

/**
 * Links a bank as a user does: opens the widget, chooses the bank, consents, signs in, and answers the bank's
 * challenges. Resolves with the connection id when the widget has closed. Rejects if the bank was not linked.
 *
 * @example
 * const connectionId = await linkBank(browser, { scenario: 'otp' });
 */
export async function linkBank(browser: Browser, options: LinkOptions = {}): Promise<string> {
  const widget = new WidgetDriver(browser, new Deadline(options.timeout ?? defaultTimeoutMs));
  try {
    const { outcome, step } = await runFlow(browser, widget, options);
    const { heading, text, connectionId } = step;
    if (outcome !== 'connected' || connectionId === null) {
      const said = text ? `${heading}. ${text}` : heading;
      throw new Error(`Expected the bank to be linked; the widget says “${said}” (${outcome}).`);
    }
    // The page may load again at the success, and take the widget with it.
    await widget.act(step, () => widget.click('result-step .primary'));
    await widget.waitUntilClosed();
    return connectionId;
  } finally {
    await widget.leave();
  }
}

/**
 * Goes as far as the scenario allows, and leaves the widget open: for scenarios that fail.
 *
 * @example
 * const { outcome, says } = await tryBank(browser, { scenario: 'locked' });
 */
export async function tryBank(browser: Browser, options: LinkOptions = {}): Promise<LinkAttempt> {
  const widget = new WidgetDriver(browser, new Deadline(options.timeout ?? defaultTimeoutMs));
  try {
    const { outcome, step } = await runFlow(browser, widget, options);
    return { outcome, says: step.heading, connectionId: step.connectionId };
  } finally {
    await widget.leave();
  }
}

/**
 * Closes the widget as a user does, and confirms where typed data would be lost. Resolves when the widget has closed.
 *
 * @example
 * await tryBank(browser, { scenario: 'bad-password' });
 * await exitWidget(browser);
 */
export async function exitWidget(
  browser: Browser,
  { timeout = defaultTimeoutMs }: { timeout?: number } = {},
): Promise<void> {
  const widget = new WidgetDriver(browser, new Deadline(timeout));
  try {
    const step = await widget.next(null);
    await widget.act(step, () => widget.click('header .close'));
    // The question covers the step, and is answered if it is asked.
    await widget.click('leave-confirm .secondary').catch(() => undefined);
    await widget.waitUntilClosed();
  } finally {
    await widget.leave();
  }
}

async function runFlow(
  browser: Browser,
  widget: WidgetDriver,
  { scenario = 'ok', bank = 'Banco Alerce', opener = 'araucaria-connect-button', credentials }: LinkOptions,
): Promise<{ outcome: Outcome; step: Look }> {
  await run(browser, recordEnd);
  await run(browser, recordRoots);
  if (opener !== null) {
    const [button] = await browser.findElements('css selector', opener);
    if (!button) throw new Error(`Expected ${opener} in the page, to open the widget; got none.`);
    await browser.elementClick(idOf(button));
  }
  const end = await completeFlow(widget, bank, { user: scenario, ...credentials });
  if (end.outcome === 'connected') await widget.inFrame(release);
  return end;
}
