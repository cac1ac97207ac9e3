import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';
import { araucaria } from './araucaria/fastify.mjs';
import { owners, statuses } from './araucaria/session.mjs';

const user = 'ana'; // your own sign-in

const app = Fastify();
app.register(araucaria);
app.get('/', async (_request, reply) => {
  reply.header('Set-Cookie', `session=${user}; Path=/; HttpOnly; SameSite=Lax`);
  return reply.type('text/html').send(await readFile('index.html'));
});
app.get('/api/connections', () => {
  const own = [...owners].filter(([, owner]) => owner === user);
  return own.map(([connectionId]) => ({ connectionId, status: statuses.get(connectionId)?.status ?? 'PENDING' }));
});
await app.listen({ port: 3000 });
