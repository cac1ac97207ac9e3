import type { Locator, Page, Request } from '@playwright/test';
import { isRecord } from '../shared/is-record.ts';
import { reliableClick } from './reliable-click.ts';
import { completeFlow, type FlowEnd, type Outcome } from './complete-flow.ts';
import { Deadline } from './deadline.ts';
import { RunEnd } from './run-end.ts';
import { OpenWidget } from './widget.ts';

/** Which bank is linked, with which user, and how the widget is opened. */
export type LinkOptions = {
  /** The user name. The sandbox's bank behaves as it says: `ok`, `otp`, `questions`, `otp+slow` … Default: `ok`. */
  scenario?: string;
  /** The bank's full name. Default: `Banco Alerce`. */
  bank?: string;
  /** Values by field name, for fields beside user name and password, or in place of their defaults. */
  credentials?: Record<string, string>;
  /** The element that opens the widget, or null if it is open already. Default: the page's `<araucaria-connect-button>`. */
  opener?: Locator | null;
  /** Time limit for the whole flow, in ms. Default: 25,000, less than the 30 s that Playwright gives a test. */
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

const defaultTimeout = 25_000;

/**
 * Links a bank as a user does: opens the widget, chooses the bank, consents, signs in, and answers the bank's
 * challenges. Resolves with the connection id when the widget has closed. Rejects if the bank was not linked.
 *
 * @example
 * const connectionId = await linkBank(page, { scenario: 'otp' });
 */
export async function linkBank(page: Page, options: LinkOptions = {}): Promise<string> {
  const { widget, outcome, says, text, connectionId } = await runFlow(page, options);
  if (outcome !== 'connected' || connectionId === null) {
    const said = text ? `${says}. ${text}` : says;
    throw new Error(`Expected the bank to be linked; the widget says “${said}” (${outcome}).`);
  }
  await widget.close((timeout) => reliableClick(widget.frame.locator('result-step .primary'), { timeout }));
  return connectionId;
}

/**
 * Goes as far as the scenario allows, and leaves the widget open: for scenarios that fail.
 *
 * @example
 * const { outcome, says } = await tryBank(page, { scenario: 'locked' });
 */
export async function tryBank(page: Page, options: LinkOptions = {}): Promise<LinkAttempt> {
  const { outcome, says, connectionId } = await runFlow(page, options);
  return { outcome, says, connectionId };
}

/**
 * Closes the widget as a user does, and confirms where typed data would be lost. Resolves when the widget has closed.
 *
 * @example
 * await tryBank(page, { scenario: 'bad-password' });
 * await exitWidget(page);
 */
export async function exitWidget(page: Page, { timeout = defaultTimeout }: { timeout?: number } = {}): Promise<void> {
  const widget = await OpenWidget.find(page, new Deadline(timeout));
  const leave = widget.frame.locator('leave-confirm .secondary');
  await widget.close(async (left) => {
    await reliableClick(widget.frame.locator('header .close'), { timeout: left });
    if ((await leave.count()) > 0) await reliableClick(leave, { timeout: left });
  });
}

async function runFlow(
  page: Page,
  options: LinkOptions,
): Promise<FlowEnd & { widget: OpenWidget; connectionId: string | null }> {
  const { scenario = 'ok', bank = 'Banco Alerce', timeout = defaultTimeout } = options;
  const { opener = page.locator('araucaria-connect-button').getByRole('button') } = options;
  let connectionId: string | null = null;
  // A renewed token may belong to another connection, so the last request counts.
  const onRequest = (request: Request): void => {
    connectionId = connectionOf(request) ?? connectionId;
  };
  page.on('request', onRequest);
  const deadline = new Deadline(timeout);
  try {
    const runEnd = await RunEnd.watch(page, opener, deadline);
    await opener?.click({ timeout: deadline.leftMs });
    const widget = await OpenWidget.find(page, deadline, runEnd);
    const end = await completeFlow(widget, bank, { user: scenario, ...options.credentials });
    return { widget, ...end, connectionId };
  } finally {
    page.off('request', onRequest);
  }
}

/** The connection that a request sends credentials for, or null if it sends none. */
function connectionOf(request: Request): string | null {
  if (request.method() !== 'POST' || !request.url().endsWith('/api/attempts')) return null;
  const body: unknown = request.postDataJSON();
  return isRecord(body) && typeof body['connectionId'] === 'string' ? body['connectionId'] : null;
}
