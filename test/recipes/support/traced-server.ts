// A server that is started with `--import demo/recipes/tracing/tracing.ts`. It prints its port, and its spans.
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from 'araucaria-connect/node';
import express from 'express';
import { handleWebhook, mintWidgetToken } from '../../../demo/recipes/tracing/opentelemetry.ts';

const app = express();
app.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
app.all('/api/widget-token', toNodeHandler(mintWidgetToken));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on ${(server.address() as AddressInfo).port}`);
});
