import type { IncomingMessage } from 'node:http';
import { bodyUsed } from '../check-request.ts';
import { UsageError } from '../host-error.ts';
import type { Call } from './node-call.ts';

/** A body that is in memory. */
export type Bytes = string | Uint8Array<ArrayBuffer>;

/** The bytes that a body parser kept, or what it made of them; null for a body that none has read. */
export function parsedBody({ request, parsed }: Call, isRawNeeded: boolean): Bytes | null {
  const { rawBody, body } = parsed;
  if (isBytes(rawBody)) return rawBody;
  if (isBytes(body)) return body;
  if (!request.readableDidRead && !request.readableEnded) return null;
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

const isBytes = (value: unknown): value is Bytes => typeof value === 'string' || value instanceof Uint8Array;

/** All of a body whose size the handler has checked. Rejects if the connection breaks off. */
export function readBody(request: IncomingMessage): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    request.on('data', (chunk: Buffer<ArrayBuffer>) => chunks.push(chunk));
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('The connection broke off.'));
    });
  });
}
