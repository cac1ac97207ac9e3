import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import { withoutPrototype } from '../../../../shared/prototype-pollution.ts';
import { connectWithoutBrowser } from '../../../bank/connect-without-browser.ts';
import { withoutQuery } from '../../../runtime/without-query.ts';
import { maxListedConnections } from '../../api/connection-controls.ts';
import { maxListedWebhooks } from '../../api/webhooks.ts';
import { originOf } from '../../addresses.ts';
import { readForm } from '../../body.ts';
import { requireOwnForm } from '../../guards.ts';
import type { Services } from '../../services.ts';
import { pageHeaders } from '../page-headers.ts';
import { actionNames, type ActionName } from './action-button.ts';
import { consolePage } from './page.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';

/** The shortest time between two events of the stream. Changes in between share one event. */
const eventIntervalMs = 200;

/** The longest id that is searched for: that of a request. */
const maxIdLength = 128;

/** `/sandbox/`: the page that shows the state of the sandbox, and its actions. */
export function consoleRoutes(services: Services): Hono {
  const { settings, connections, attempts, tokens, outbox, worker, requests, changes, deliveries, clock, closing } =
    services;
  const routes = new Hono();

  const actions: Record<ActionName, (id: string, requestId: string) => void> = {
    break: (id, requestId) => void connections.failAuth(id, requestId),
    connect: (id, requestId) => void connectWithoutBrowser(connections, id, requestId),
    expire(id) {
      tokens.expireAll(id);
      changes.notify();
    },
    disconnect(id, requestId) {
      if (connections.disconnect(id, requestId)) attempts.cancelAllOf(id);
    },
    deliver: (id) => void worker?.redeliver(id),
  };

  for (const path of ['/', '/sandbox']) routes.get(path, (context) => context.redirect('/sandbox/'));

  routes.get('/sandbox/', (context) => {
    const find = new URL(context.req.url).searchParams.get('find')?.trim().slice(0, maxIdLength) ?? '';
    const found = find === '' ? null : services.traces.find(find);
    return context.html(
      consolePage({
        find,
        appName: settings.appName,
        appUrl: settings.disconnectUrl,
        origin: originOf(context.req, settings.publicUrl),
        now: clock.now(),
        connections: connections
          .latest(maxListedConnections, found?.connectionIds)
          .map((connection) => ({ ...connection, tokens: tokens.latestOf(connection.connectionId) })),
        webhooks: {
          url: settings.webhookUrl && withoutQuery(settings.webhookUrl),
          isDisabled: worker?.isDisabled ?? false,
          webhooks: outbox.latest(maxListedWebhooks, found?.connectionIds),
        },
        requests: found?.requests ?? requests.latest(),
      }),
      200,
      pageHeaders,
    );
  });

  routes.post('/sandbox/', requireOwnForm(settings.publicUrl), async (context) => {
    const { action, id } = await readForm(context, form);
    actions[action](id, context.get('trace').requestId);
    // The page shows the new state, whether or not the action had an effect.
    return context.redirect('/sandbox/', 303);
  });

  routes.get('/sandbox/events', (context) => {
    // A stream for HEAD would never be read and never end.
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' });
    // For a client that lists webhooks: its own requests are changes too.
    const signal = new URL(context.req.url).searchParams.get('only') === 'webhooks' ? deliveries : changes;
    return streamSSE(context, async (stream) => {
      const end = Promise.withResolvers<void>();
      const onEnd = (): void => end.resolve();
      stream.onAbort(onEnd);
      closing.addEventListener('abort', onEnd);
      while (!stream.aborted && !closing.aborted) {
        // Before the event is sent, so that no change is missed. The first event covers changes since the page was rendered.
        const next = signal.next();
        await stream.writeSSE({ event: 'change', data: '' });
        await Promise.race([stream.sleep(eventIntervalMs), end.promise]);
        await Promise.race([next, end.promise]);
      }
      closing.removeEventListener('abort', onEnd);
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

const form = v.object(withoutPrototype({ action: v.picklist(actionNames), id: v.string() }));
