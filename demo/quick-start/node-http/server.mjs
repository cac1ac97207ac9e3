import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook, mintWidgetToken } from './araucaria/araucaria.mjs';
import { owners, statuses } from './araucaria/session.mjs';

const user = 'ana'; // your own sign-in

const routes = {
  '/api/widget-token': toNodeHandler(mintWidgetToken),
  '/webhooks/araucaria': toNodeHandler(handleWebhook),
  '/api/connections'(_request, response) {
    const own = [...owners].filter(([, owner]) => owner === user);
    const shown = own.map(([id]) => ({ connectionId: id, status: statuses.get(id)?.status ?? 'PENDING' }));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(shown));
  },
  '/'(_request, response) {
    const headers = { 'Content-Type': 'text/html', 'Set-Cookie': `session=${user}; Path=/; HttpOnly; SameSite=Lax` };
    response.writeHead(200, headers).end(readFileSync('index.html'));
  },
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (Object.hasOwn(routes, pathname)) routes[pathname](request, response);
  else response.writeHead(404).end('Not found');
});
server.listen(3000);
