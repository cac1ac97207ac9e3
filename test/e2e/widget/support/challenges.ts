import type { Attempt, Challenge } from '../../../../src/shared/widget-api.ts';
import type { WidgetPage } from './fixtures.ts';
import type { FakeAraucaria } from './servers.ts';

/** A one-time code by text message. */
export const smsCode = {
  id: 'chl_1',
  type: 'one-time-code',
  channel: 'sms',
  length: 6,
  sentTo: '••• 42',
  resendIn: null,
  expiresIn: 180,
  extensionsLeft: 10,
} satisfies Challenge;

/** The state of an attempt whose bank sends this challenge. */
export const challenged = (challenge: Challenge): Attempt => ({ status: 'challenge', challenge });

export const connected: Attempt = { status: 'connected', connectionId: 'conn_1' };

/** Signs in at a bank; the attempt then goes through these states. */
export async function signInWithAttempts(
  araucaria: FakeAraucaria,
  widget: WidgetPage,
  ...attempts: Attempt[]
): Promise<void> {
  araucaria.api.attempts = attempts;
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
}
