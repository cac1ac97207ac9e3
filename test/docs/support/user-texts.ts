import { AraucariaError, offlineMessage, type ConnectErrorCode } from '../../../src/button/errors.ts';
import { messageKey, text } from '../../../src/button/element/strings.ts';
import { widgetErrors } from '../../../src/shared/widget-error.ts';
import { failureScreen, screenOf, type Screen } from './widget-texts.ts';

const languages = { English: 'en', Spanish: 'es', Portuguese: 'pt' };

/** What users read after a failure: where, and the text by language. */
type UserText = [where: string, text: Screen];

/** The line below the button. `where` says for which errors of the code. */
function below(code: ConnectErrorCode, where = '', details: { retryable?: boolean; message?: string } = {}): UserText {
  const known: Record<string, { retryable: boolean }> = widgetErrors;
  const { retryable = known[code]?.retryable ?? false, message = '' } = details;
  const key = messageKey(new AraucariaError(code, message, { retryable }));
  return [`Below the button${where && `, ${where}`}`, (language) => text(key, language)];
}

const tokenFailed: UserText = ['In the widget, if it is open', failureScreen('token-failed')];
const offline = { retryable: true, message: offlineMessage };

const challenges = {
  'after a one-time code': 'one-time-code',
  'after security questions': 'questions',
  'after a request in the bank’s app': 'approval',
  'after a choice': 'choice',
} as const;

const byChallenge = (failure: 'mfa-failed' | 'mfa-timeout'): UserText[] =>
  Object.entries(challenges).map(([where, asked]) => [`In the widget, ${where}`, failureScreen(failure, { asked })]);

/** The texts of codes that have others than one line below the button. */
const texts: Partial<Record<ConnectErrorCode, UserText[]>> = {
  'token-request-failed': [
    below('token-request-failed'),
    below('token-request-failed', 'if the browser is offline', offline),
    tokenFailed,
    ['In the widget, if the browser is offline', failureScreen('offline')],
  ],
  'token-request-timeout': [below('token-request-timeout'), tokenFailed],
  'token-request-rejected': [
    below('token-request-rejected'),
    below('token-request-rejected', 'for a 429 or a 5xx', { retryable: true }),
    ['In the widget, for a 429 or a 5xx, if it is open', failureScreen('token-failed')],
  ],
  unauthorized: [
    below('unauthorized'),
    below('unauthorized', 'if the message names an origin', { message: 'Expected another origin.' }),
  ],
  'widget-load-failed': [
    below('widget-load-failed', '', { retryable: true }),
    below('widget-load-failed', 'if `retryable` is `false`'),
    below('widget-load-failed', 'if the browser is offline', offline),
  ],
  'widget-load-timeout': [
    below('widget-load-timeout', '', { retryable: true }),
    below('widget-load-timeout', 'if the browser is offline', offline),
  ],
  'token-expired': [
    ['In the widget', failureScreen('token-expired', { reached: 'start', remedies: ['retry'] })],
    below('token-expired'),
  ],
  'token-invalid': [['In the widget', failureScreen('token-invalid')], below('token-invalid')],
  'origin-not-allowed': [
    ['In the widget, if it is open', failureScreen('origin-not-allowed')],
    below('origin-not-allowed'),
  ],
  'institution-not-listed': [
    [
      'In the widget',
      screenOf(
        'Which bank are you missing?',
        'It can’t be connected yet. If you like, we’ll tell {app} which one it is.',
      ),
    ],
    [
      'In the widget, once the name is sent',
      screenOf('Thank you', 'We’ve told {app} that your bank is missing. See there what else you can do.'),
    ],
    below('institution-not-listed'),
  ],
  'account-locked': [['In the widget', failureScreen('account-locked')], below('account-locked')],
  'institution-unavailable': [
    ['In the widget', failureScreen('institution-unavailable', { remedies: ['other', 'retry'] })],
    ['In the widget, for a repair', failureScreen('institution-unavailable', { remedies: ['retry'] })],
    below('institution-unavailable'),
  ],
  'invalid-credentials': [
    ['In the widget, after the last attempt', failureScreen('invalid-credentials')],
    below('invalid-credentials'),
  ],
  'connection-timeout': [
    ['In the widget', failureScreen('connection-timeout')],
    ['In the widget, if it is not known what the bank did', failureScreen('outcome-unknown')],
    below('connection-timeout'),
  ],
  'mfa-failed': [...byChallenge('mfa-failed'), below('mfa-failed')],
  'mfa-timeout': [...byChallenge('mfa-timeout'), below('mfa-timeout')],
  'keyboard-taken': [
    [
      'In the widget, the first two times',
      screenOf(
        'Your typing was interrupted',
        'Another part of this page took over your keyboard, so we covered your form. What you typed last may have gone there.',
        'Continue only if you trust this page.',
      ),
    ],
    below('keyboard-taken'),
  ],
  'internal-error': [
    ['In the widget, before a bank is chosen', failureScreen('internal-error', { reached: 'start' })],
    ['In the widget, after a bank is chosen', failureScreen('internal-error', { reached: 'bank' })],
    ['In the widget, after the bank’s form', failureScreen('internal-error')],
    below('internal-error'),
  ],
};

/** What users read after a failure with this code, as tables in Markdown. */
export function textTables(code: ConnectErrorCode): string {
  return (texts[code] ?? [below(code)])
    .map(([where, textIn]) =>
      [
        `| | ${where} |`,
        '| --- | --- |',
        ...Object.entries(languages).map(([name, language]) => `| ${name} | ${textIn(language)} |`),
      ].join('\n'),
    )
    .join('\n\n');
}
