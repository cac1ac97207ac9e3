export { createTokenHandler, type TokenHandler } from './token-handler.ts';
export type { TokenHandlerOptions } from './token-handler-options.ts';
