/**
 * `webhook-unverified`: not signed with the secret, or more than five minutes old or early. `webhook-invalid`: signed, but
 * not an event.
 */
export type WebhookErrorCode = 'webhook-unverified' | 'webhook-invalid';

/** A webhook that must not be acted on. Its message is for developers and quotes neither body nor secret. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
