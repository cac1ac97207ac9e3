/**
 * Drives the widget in WebdriverIO suites, with the sandbox, whose banks behave as the scenario says.
 *
 * @example
 * await linkBank(browser, { scenario: 'otp+slow' });
 */
export type { Browser, Reference } from './browser.ts';
export { exitWidget, linkBank, tryBank, type LinkAttempt, type LinkOptions } from './link-bank.ts';
