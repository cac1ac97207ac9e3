import { toNodeHandler } from 'araucaria-connect/node';
import { createTokenHandler, createWebhookHandler } from 'araucaria-connect/server';
import express from 'express';
import session from 'express-session';

// A table of your database: the user of each connection, and its status as of a time.
const connections = new Map();

const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY,
  apiUrl: process.env.ARAUCARIA_API_URL,
  // May this visitor create a connection (connectionId is null), or repair this one? `context` is Express's request.
  authorize(_request, { connectionId, context }) {
    const { user } = context.session;
    return user !== undefined && (connectionId === null || connections.get(connectionId)?.user === user);
  },
  onConnectionCreated({ connectionId, context }) {
    connections.set(connectionId, { user: context.session.user, status: 'PENDING', asOf: 0 });
  },
});

const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET,
  onEvent({ timestamp, data: { connectionId, status } }) {
    const connection = connections.get(connectionId);
    const asOf = Date.parse(timestamp);
    // Webhooks come in any order: the latest event counts.
    if (connection && asOf >= connection.asOf) Object.assign(connection, { status, asOf });
  },
});

const app = express();
app.post('/webhooks/araucaria', toNodeHandler(handleWebhook)); // before express.json(): a signature covers the bytes
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.all('/api/widget-token', toNodeHandler(mintWidgetToken));

app.get('/', (request, response) => {
  request.session.user ??= 'ana'; // your own sign-in
  response.sendFile('index.html', { root: '.' });
});
app.get('/api/connections', (request, response) => {
  const own = [...connections].filter(([, { user }]) => user === request.session.user);
  response.json(own.map(([connectionId, { status }]) => ({ connectionId, status })));
});
app.listen(3000);
