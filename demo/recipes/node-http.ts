import { createServer } from 'node:http';
import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

const routes = new Map([
  ['/api/widget-token', toNodeHandler(mintWidgetToken)],
  ['/webhooks/araucaria', toNodeHandler(handleWebhook)],
]);

export const server = createServer((request, response) => {
  const [path = ''] = (request.url ?? '').split('?');
  const route = routes.get(path);
  if (route) void route(request, response);
  else response.writeHead(404).end('Not found');
});
