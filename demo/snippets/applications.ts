import { createAraucariaClient } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { owners, userOf } from './session.ts'; // your own: the user of a request, and the owner of a connection

const araucaria = createAraucariaClient({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
});

export const app = new Hono();
app.post('/applications', async (context) => {
  const connectionId = (await context.req.formData()).get('connection');
  // A form's data can be forged: the connection has to be this user's own, and Araucaria knows whether it is connected.
  const user = userOf(context.req.raw);
  if (user === null || typeof connectionId !== 'string' || owners.get(connectionId) !== user) {
    return context.text('This is not your bank.', 403);
  }
  const { status } = await araucaria.getConnection(connectionId);
  if (status !== 'CONNECTED') return context.text('Connect your bank first.', 422);
  return context.text('Thank you.');
});
