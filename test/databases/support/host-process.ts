// A process of a host's backend: the webhook handler of a recipe. Its arguments: the module, and the one of its `claim`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { toNodeHandler } from 'araucaria-connect/node';
import { arm, installFaults, type Fault } from './network-faults.ts';

export type ToHost = { fault?: Fault | null };
export type FromHost = { port: number } | { isReady: true } | { cut: Fault };

const tell = (message: FromHost): void => void process.send?.(message);

type Claim = (id: string, seconds: number) => Promise<boolean>;

const [, , recipe = '', claimRecipe] = process.argv;
const { handleWebhook } = (await import(recipe)) as { handleWebhook: (request: Request) => Promise<Response> };
const { claim } = (claimRecipe ? await import(claimRecipe) : {}) as { claim?: Claim };

/** Until it is connected with Redis: it connects by itself, and until then a webhook is answered 500. */
async function connected(): Promise<void> {
  for (;;) {
    try {
      return void (await claim?.('probe', 0));
    } catch {
      await pause(5);
    }
  }
}

async function obey({ fault }: ToHost): Promise<void> {
  await connected();
  if (fault !== undefined) arm(fault);
  tell({ isReady: true });
}

installFaults((cut) => tell({ cut }));
process.on('message', (message: ToHost) => void obey(message));
process.on('disconnect', () => process.exit());

await connected();
const answer = toNodeHandler(handleWebhook);
const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
