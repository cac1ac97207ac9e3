import * as v from 'valibot';
import { webhookList } from '../../http/api/answer-schemas.ts';
import { CallError, type SandboxApi } from './sandbox-api.ts';
import type { Call, Subcommand } from './subcommand.ts';

/** `araucaria-sandbox events …`. */
export const eventSubcommands: Readonly<Record<string, Subcommand>> = {
  resend: { summary: 'delivers a webhook again, with the same id', argument: 'webhook', run: resend },
  tail: { summary: 'the latest 10 deliveries of webhooks, then each new one', argument: null, run: tail },
};

/** How many deliveries are shown at the start. */
const firstDeliveries = 10;

async function resend({ api, id, json, print }: Call): Promise<void> {
  await api.post(`/sandbox/webhooks/${encodeURIComponent(id)}/deliver`, v.null());
  print(json ? JSON.stringify({ id }) : `${id} is sent again.`);
}

async function tail({ api, json, print }: Call): Promise<void> {
  let seen: ReadonlySet<string> | null = null;
  for await (const _ of api.webhookChanges()) {
    const all = await deliveries(api);
    const fresh: Delivery[] = seen === null ? all.slice(-firstDeliveries) : all.filter(({ key }) => !seen?.has(key));
    for (const { line, entry } of fresh) print(json ? JSON.stringify(entry) : line);
    seen = new Set(all.map(({ key }) => key));
  }
  throw new CallError(`The sandbox at ${api.url} has stopped.`);
}

/** One delivery; `key` identifies it. */
type Delivery = { key: string; at: string; line: string; entry: object };

/** The deliveries of the latest webhooks, the oldest first. */
async function deliveries(api: SandboxApi): Promise<Delivery[]> {
  const { webhooks } = await api.get('/sandbox/webhooks', webhookList);
  return webhooks
    .flatMap(({ id, event: { type, data }, requestId, state, deliveries: made }) =>
      made.map(({ at, status, failure, duration }) => ({
        key: `${id} ${at}`,
        at,
        line: [at, String(status ?? failure), type, data.connectionId, id, `${duration} ms`].join('  '),
        entry: { at, id, type, connectionId: data.connectionId, requestId, status, failure, ms: duration, state },
      })),
    )
    .toSorted((a, b) => a.at.localeCompare(b.at));
}
