// Bundlers for browsers take this module in place of `./index.ts`, by the condition `browser` in package.json.

// These exports let imports link, so that developers see the error below.
export const createAraucariaClient = undefined;
export const AraucariaApiError = undefined;
export const createTokenHandler = undefined;
export const createWebhookHandler = undefined;
export const verifyWebhook = undefined;
export const WebhookError = undefined;

throw new Error(
  'araucaria-connect/server: expected a server; got a browser. Import it in your backend only: your API key would be public here.',
);
