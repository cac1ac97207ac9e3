export type { WebhookEvent } from '../shared/connection.ts';
export { createTokenHandler, type TokenHandler } from './token-handler/token-handler.ts';
export type { TokenHandlerOptions } from './token-handler/token-handler-options.ts';
export { verifyWebhook } from './webhooks/verify-webhook.ts';
export { WebhookError, type WebhookErrorCode } from './webhooks/webhook-error.ts';
export { createWebhookHandler, type WebhookHandler, type WebhookHandlerOptions } from './webhooks/webhook-handler.ts';
export type { WebhookHeaders } from './webhooks/webhook-headers.ts';
export type { WebhookSecret } from './webhooks/webhook-signature.ts';
