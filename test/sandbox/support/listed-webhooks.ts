import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client.ts';

/** A webhook in the sandbox's list. */
export type Listed = {
  id: string;
  state: string;
  nextTryAt: string | null;
  deliveries: { at: string; status: number | null; failure: string | null }[];
};

export async function webhooksOf(client: Client): Promise<Listed[]> {
  const { body } = await client.backend('GET', '/sandbox/webhooks');
  return body.webhooks;
}

/** The oldest webhook, once it has that many deliveries. */
export async function tried(client: Client, times: number): Promise<Listed> {
  for (;;) {
    const webhook = (await webhooksOf(client)).at(-1);
    if (webhook?.deliveries.length === times) return webhook;
    await pause(5);
  }
}
