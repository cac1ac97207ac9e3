export type { WebhookEvent } from '../shared/connection.ts';
export { createTokenHandler, type TokenHandler } from './token-handler.ts';
export type { TokenHandlerOptions } from './token-handler-options.ts';
export { verifyWebhook } from './verify-webhook.ts';
export { WebhookError, type WebhookErrorCode } from './webhook-error.ts';
export { createWebhookHandler, type WebhookHandler, type WebhookHandlerOptions } from './webhook-handler.ts';
export type { WebhookHeaders } from './webhook-headers.ts';
export type { WebhookSecret } from './webhook-signature.ts';
