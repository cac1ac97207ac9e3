import type { Locator, Page, Request } from '@playwright/test';
import { press } from './press.ts';
import { walk, type Outcome } from './walk.ts';
import { OpenWidget } from './widget.ts';

/** Which bank is linked, as whom, and from where. */
export type LinkOptions = {
  /** The user name, which decides what the sandbox's bank does: `ok`, `otp`, `questions`, `otp+slow` … Default: `ok`. */
  scenario?: string;
  /** The bank's whole name. Default: `Banco Alerce`. */
  bank?: string;
  /** Fields that the bank asks for beside the user name and the password, or other values for those. */
  credentials?: Record<string, string>;
  /** What opens the widget; null where it is open already. Default: the page's `<araucaria-connect-button>`. */
  opener?: Locator | null;
  /** How long the widget may take in all, in ms. Default: 25,000, which is told before Playwright's own 30 s for a test are over. */
  timeout?: number;
};

/** How far a user came. The widget is still open, but for a `connected` one, which closes after a moment. */
export type LinkAttempt = {
  /** `refused` where the form asks again, `failed` where the widget tells what happened. */
  outcome: Outcome;
  /** The heading on screen, in the user's language. */
  says: string;
  /** The connection that the credentials were sent for; null if the user never came so far. */
  connectionId: string | null;
};

const defaultTimeout = 25_000;

/**
 * Links a bank as a user does: presses the button, chooses the bank, agrees, signs in, answers what the bank asks, and
 * is done. Resolves with the id of the connection when the widget has closed; rejects if the bank was not linked.
 */
export async function linkBank(page: Page, options: LinkOptions = {}): Promise<string> {
  const { widget, outcome, says, connectionId } = await attempt(page, options);
  if (outcome !== 'connected' || connectionId === null) {
    throw new Error(`Expected the bank to be linked; the widget says “${says}” (${outcome}).`);
  }
  await widget.close(() => press(widget.frame.locator('result-step .primary')));
  return connectionId;
}

/** Goes as far as the bank lets a user go, and leaves the widget open there: for scenarios that end badly. */
export async function tryBank(page: Page, options: LinkOptions = {}): Promise<LinkAttempt> {
  const { outcome, says, connectionId } = await attempt(page, options);
  return { outcome, says, connectionId };
}

/** Closes the widget as a user does, also where something typed is lost. Resolves when it has closed. */
export async function exitWidget(page: Page, { timeout = defaultTimeout }: { timeout?: number } = {}): Promise<void> {
  const widget = await OpenWidget.find(page, timeout);
  const leave = widget.frame.locator('leave-confirm .secondary');
  await widget.close(async () => {
    await press(widget.frame.locator('header .close'));
    if ((await leave.count()) > 0) await press(leave);
  });
}

async function attempt(page: Page, options: LinkOptions): Promise<LinkAttempt & { widget: OpenWidget }> {
  const { scenario = 'ok', bank = 'Banco Alerce', timeout = defaultTimeout } = options;
  const { opener = page.locator('araucaria-connect-button').getByRole('button') } = options;
  let connectionId: string | null = null;
  // A token that is renewed meanwhile may be for another connection: the last one asked for is the one.
  const listen = (request: Request): void => {
    connectionId = connectionOf(request) ?? connectionId;
  };
  page.on('request', listen);
  const begun = Date.now();
  try {
    await opener?.click({ timeout });
    const widget = await OpenWidget.find(page, timeout, begun);
    const verdict = await walk(widget, bank, { user: scenario, ...options.credentials });
    return { widget, ...verdict, connectionId };
  } finally {
    page.off('request', listen);
  }
}

/** The connection that the widget sends credentials for; null if it is another request. */
function connectionOf(request: Request): string | null {
  if (request.method() !== 'POST' || !request.url().endsWith('/api/attempts')) return null;
  const { connectionId } = Object(request.postDataJSON()) as { connectionId?: unknown };
  return typeof connectionId === 'string' ? connectionId : null;
}
