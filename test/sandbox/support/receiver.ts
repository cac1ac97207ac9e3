import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { WebhookEvent } from '../../../src/shared/connection.ts';

export const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What a receiver answers: a status, a status with headers, or nothing. */
export type Reply =
  | number
  | {
      status: number;
      headers: Record<string, string>;
      /** The answer waits for this. */
      after?: Promise<unknown>;
    }
  | 'hang';

export type Delivery = { headers: Record<string, string>; payload: string; event: WebhookEvent };

/** A host's webhook receiver. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** The answer to the nth delivery, from 0. Default: 204. */
  respond: (index: number) => Reply = () => 204;
  /** Whether it closes every connection, like a server that is down. */
  isDown = false;
  /** The largest number of concurrent deliveries. */
  mostAtOnce = 0;
  readonly #server: Server;
  #underWay = 0;
  #heard = Promise.withResolvers<void>();

  constructor() {
    this.#server = createServer((request, response) => {
      this.#underWay += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
      response.once('finish', () => (this.#underWay -= 1));
      void text(request).then((payload) => {
        const delivery = { headers: plain(request.headers), payload, event: JSON.parse(payload) as WebhookEvent };
        const index = this.deliveries.push(delivery) - 1;
        const reply = this.respond(index);
        if (typeof reply === 'number') response.writeHead(reply).end();
        else if (reply !== 'hang') {
          const { status, headers, after = Promise.resolve() } = reply;
          void after.then(() => response.writeHead(status, headers).end());
        }
        this.#heard.resolve();
        this.#heard = Promise.withResolvers();
        return index;
      });
    });
    this.#server.on('connection', (socket) => void (this.isDown && socket.resetAndDestroy()));
  }

  /** Starts to listen, and returns its URL. */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
  }

  /** The first `count` deliveries, once they have arrived. */
  async received(count: number): Promise<Delivery[]> {
    while (this.deliveries.length < count) await this.#heard.promise;
    return this.deliveries.slice(0, count);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** A receiver for one test, closed at its end. */
export async function receiverFor(t: TestContext): Promise<{ receiver: Receiver; webhookUrl: string }> {
  const receiver = new Receiver();
  const webhookUrl = await receiver.listen();
  t.after(() => receiver.close());
  return { receiver, webhookUrl };
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
