// What bundlers for browsers get in place of `./index.ts`, by the condition `browser` in package.json.

// Named, so that imports of them link and the error below is what developers see.
export const createTokenHandler = undefined;
export const createWebhookHandler = undefined;
export const verifyWebhook = undefined;
export const WebhookError = undefined;

throw new Error(
  'araucaria-connect/server: expected a server; got a browser. Import it in your backend only: your API key would be public here.',
);
