/**
 * For Playwright suites: what a user does in the widget, in one line. Against the sandbox, whose banks do what their
 * scenario says.
 *
 * @example
 * await linkBank(page, { scenario: 'otp+slow' });
 */
export { exitWidget, linkBank, tryBank, type LinkAttempt, type LinkOptions } from './link-bank.ts';
