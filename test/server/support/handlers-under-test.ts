import { createTokenHandler, createWebhookHandler } from 'araucaria-connect/server';
import { canaryKey, canarySecret, formerSecret } from './canary-key.ts';

/** An origin that the handlers below `/cors/` allow. */
export const friend = 'https://friend.example';

type Handler = (request: Request) => Promise<Response>;

/**
 * Token handlers for every situation, told by the address: `/ok` asks an Araucaria that behaves as `ok`, `/cors/ok`
 * allows another origin too; `/webhooks` is the webhook handler. What the visitor may do is told by the cookie. The host's own functions report to the
 * fake Araucaria, so that the suite sees them from outside, whatever runtime this runs on.
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
      apiUrl: `${araucariaUrl}/${behavior}`,
      // Reached where that is looked at, and nowhere else, however slow the machine is.
      timeout: behavior.startsWith('hang') ? 200 : 100_000,
      allowedOrigins: cors ? [friend] : undefined,
      async authorize({ headers }, { connectionId }) {
        await fetch(`${araucariaUrl}/asked/${connectionId ?? 'new'}`);
        const visitor = headers.get('Cookie');
        if (visitor === 'visitor=trouble') throw new Error('The database is down.');
        // A host in plain JavaScript may forget to return.
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
