import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import { bare } from '../../../../shared/bare.ts';
import { scenarioBanks } from '../../../institutions/scenario-banks.ts';
import { readForm } from '../../body.ts';
import { ownPage } from '../../guards.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Services } from '../../services.ts';
import { maxListedWebhooks } from '../../api/webhooks.ts';
import { actionNames, type ActionName } from './action-button.ts';
import { consolePage } from './page.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';

/** How many connections are listed. */
const listedConnections = 50;

/** Changes that come closer together are told as one, in ms. */
const quiet = 200;

/** `/sandbox/`: the page to look at the sandbox, and the actions on it. */
export function consoleRoutes(services: Services): Hono {
  const { settings, connections, tokens, outbox, worker, requests, changes, clock, closing } = services;
  const routes = new Hono();

  const actions: Record<ActionName, (id: string) => void> = {
    break: (id) => void connections.failAuth(id),
    connect(id) {
      const institutionId = connections.find(id)?.institutionId ?? scenarioBanks[0].id;
      connections.connect(id, institutionId);
    },
    expire(id) {
      tokens.expireAll(id);
      changes.tell();
    },
    deliver: (id) => void worker?.again(id),
  };

  routes.get('/sandbox', (context) => context.redirect('/sandbox/'));

  routes.get('/sandbox/', (context) =>
    context.html(
      consolePage({
        appName: settings.appName,
        origin: new URL(context.req.url).origin,
        now: clock.now(),
        connections: connections
          .latest(listedConnections)
          .map((connection) => ({ ...connection, tokens: tokens.of(connection.connectionId) })),
        webhooks: {
          url: settings.webhookUrl && withoutSecrets(settings.webhookUrl),
          isDisabled: worker?.isDisabled ?? false,
          webhooks: outbox.latest(maxListedWebhooks),
        },
        requests: requests.latest(),
      }),
      200,
      pageHeaders,
    ),
  );

  routes.post('/sandbox/', ownPage, async (context) => {
    const { action, id } = await readForm(context, form);
    actions[action](id);
    // Whatever it did, the page shows how things stand now.
    return context.redirect('/sandbox/', 303);
  });

  routes.get('/sandbox/events', (context) => {
    // Nobody would read such a stream, nor ever end it.
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' });
    return streamSSE(context, async (stream) => {
      const gone = Promise.withResolvers<void>();
      const leave = (): void => gone.resolve();
      stream.onAbort(leave);
      closing.addEventListener('abort', leave);
      while (!stream.aborted && !closing.aborted) {
        // Asked for ahead, so that what happens meanwhile is told too; at first, what happened since the page was made.
        const next = changes.next();
        await stream.writeSSE({ event: 'change', data: '' });
        await Promise.race([stream.sleep(quiet), gone.promise]);
        await Promise.race([next, gone.promise]);
      }
      closing.removeEventListener('abort', leave);
    });
  });

  routes.get('/sandbox/console.css', (context) =>
    context.body(styles, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  routes.get('/sandbox/console.js', (context) =>
    context.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );

  return routes;
}

const form = v.object(bare({ action: v.picklist(actionNames), id: v.string() }));

/** An address without a user, a password or a query: all three may be secrets. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
