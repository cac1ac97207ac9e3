/** Secret values: a test that finds one in another place than its own has found a leak. */
export const canaries = {
  widgetToken: 'wtk_canary-4f1c9a7e-token',
  apiKey: 'arau_canary-77aa-key',
  serverText: 'canary-server-text-0b51',
} as const;
