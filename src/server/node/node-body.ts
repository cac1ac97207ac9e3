import type { IncomingMessage } from 'node:http';
import { bodyUsed } from '../check-request.ts';
import { UsageError } from '../host-error.ts';
import type { Call } from './node-call.ts';

/** More than any handler accepts: what comes after it is not read, and the handler refuses what was. */
const maxBodyBytes = 65_536;

/** The bytes that a body parser kept, what it made of them, or what none has read; null for no body. */
export async function bodyOf(
  { request, parsed }: Call,
  isRawNeeded: boolean,
): Promise<string | Uint8Array<ArrayBuffer> | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const { rawBody, body } = parsed;
  if (isBytes(rawBody)) return rawBody;
  if (isBytes(body)) return body;
  if (!request.readableDidRead && !request.readableEnded) return readBody(request);
  if (body === undefined) throw bodyUsed();
  if (isRawNeeded) {
    throw new UsageError(
      'Expected the body as it was sent, which the signature covers; got what a body parser made of it. ' +
        'Mount this route before the parser, or keep the bytes as req.rawBody: ' +
        'express.json({ verify: (req, _res, bytes) => { req.rawBody = bytes } }), rawBody: true in Nest.',
    );
  }
  return JSON.stringify(body);
}

const isBytes = (value: unknown): value is string | Uint8Array<ArrayBuffer> =>
  typeof value === 'string' || value instanceof Uint8Array;

/** As bytes, since a `Request` with a stream of Node's takes several times as long. Rejects if the connection breaks off. */
function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    let size = 0;
    const done = (): void => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    request.on('data', (chunk: Buffer<ArrayBuffer>) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBodyBytes) return;
      request.pause();
      done();
    });
    request.once('end', done);
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('The connection broke off.'));
    });
  });
}
