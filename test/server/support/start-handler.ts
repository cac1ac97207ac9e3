import type { TestContext } from 'node:test';
import { toNodeHandler } from 'araucaria-connect/node';
import { createTokenHandler } from 'araucaria-connect/server';
import express from 'express';
import { listen } from '../../support/proxy.ts';
import { canaryKey } from './canary-key.ts';

/** A token handler on a port of its own, until the test ends. The console is silent. */
export async function startHandler(t: TestContext, allowedOrigins?: string[]): Promise<number> {
  t.mock.method(console, 'error', () => {});
  const mint = createTokenHandler({
    apiKey: canaryKey,
    allowedOrigins,
    authorize: () => true,
    fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
  });
  // It has no effect on the handler.
  const app = express().set('trust proxy', true);
  app.all('/api/widget-token', toNodeHandler(mint));
  const { port, close } = await listen((request, response) => void app(request, response));
  t.after(close);
  return port;
}
