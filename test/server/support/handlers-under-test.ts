import { createTokenHandler, createWebhookHandler } from 'araucaria-connect/server';
import { canaryKey, canarySecret, formerSecret } from './canary-key.ts';

/** An origin that the handlers below `/cors/` allow. */
export const friend = 'https://friend.example';

type Handler = (request: Request) => Promise<Response>;

/**
 * Token handlers, selected by the path: `/ok` calls the fake Araucaria with the behavior `ok`, `/cors/ok` also allows
 * another origin; `/webhooks` is the webhook handler. The cookie selects what the visitor may do. The host's functions
 * call the fake Araucaria, so that the suite can observe them on every runtime.
 */
export function handlersUnderTest(araucariaUrl: string): Handler {
  const handleWebhook = createWebhookHandler({
    secret: [canarySecret, formerSecret],
    async onEvent({ type, data: { connectionId, status } }, { id }) {
      await fetch(`${araucariaUrl}/${type}/${connectionId}/${status}/${id}`);
      if (connectionId === 'conn_slow') await fetch(`${araucariaUrl}/wait/${id}`);
      if (connectionId === 'conn_trouble') throw new Error('The database is down.');
    },
  });
  return (request) => {
    if (new URL(request.url).pathname === '/webhooks') return handleWebhook(request);
    const [, cors, behavior = ''] = /^\/(cors\/)?([^/]*)/.exec(new URL(request.url).pathname) ?? [];
    const handler = createTokenHandler({
      apiKey: canaryKey,
      // A port where nothing listens.
      apiUrl: behavior.startsWith('nowhere-')
        ? `http://127.0.0.1:${behavior.slice('nowhere-'.length)}`
        : `${araucariaUrl}/${behavior}`,
      // Only tests of the time-out reach it, however slow the machine is.
      timeout: behavior.startsWith('hang') ? 200 : 100_000,
      allowedOrigins: cors ? [friend] : undefined,
      allowedHeaders: behavior === 'headers' ? ['Authorization', 'x-csrf-token'] : undefined,
      async authorize({ headers }, { connectionId }) {
        await fetch(`${araucariaUrl}/asked/${connectionId ?? 'new'}`);
        const visitor = headers.get('Cookie');
        if (visitor === 'visitor=trouble') throw new Error('The database is down.');
        // A host in plain JavaScript may forget to return a value.
        if (visitor === 'visitor=forgotten') return undefined as unknown as boolean;
        return visitor !== 'visitor=stranger';
      },
      async onConnectionCreated({ connectionId, request: { headers } }) {
        await fetch(`${araucariaUrl}/created/${connectionId}`);
        if (headers.get('Cookie') === 'visitor=unlucky') throw new Error('The disk is full.');
      },
    });
    return handler(request);
  };
}
