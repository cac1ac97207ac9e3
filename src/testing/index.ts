/**
 * Drives the widget in Playwright suites. Works with the sandbox, whose banks behave as the scenario says.
 *
 * @example
 * await linkBank(page, { scenario: 'otp+slow' });
 */
export { exitWidget, linkBank, tryBank, type LinkAttempt, type LinkOptions } from './link-bank.ts';
