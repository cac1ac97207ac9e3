import { bodyUsed } from './check-request.ts';
import { Problem } from './problem.ts';

/** Whether the `Content-Length` of a request is more than `maxBytes`: it is refused before its body is read. */
export const declaresMoreThan = (maxBytes: number, { headers }: Request): boolean =>
  Number(headers.get('Content-Length')) > maxBytes;

/** The body as text; null if it is longer than `maxBytes`. An endless body is not read to its end. */
export async function readText(message: Request | Response, maxBytes: number): Promise<string | null> {
  const declaredBytes = declaredLength(message);
  // `text()` is much faster than a stream, and adapters for Node make a stream when `body` is read.
  if (declaredBytes !== null) return declaredBytes > maxBytes ? null : message.text();
  if (isStream(message.body)) {
    const bytes = await readStream(message.body, maxBytes);
    return bytes && new TextDecoder().decode(bytes);
  }
  // Polyfills and test doubles without streams have the whole body in memory.
  const text = await message.text();
  return text.length > maxBytes ? null : text;
}

/** The body byte for byte (`text()` would drop a byte-order mark); null if it is longer than `maxBytes`. */
export async function readBytes(message: Request, maxBytes: number): Promise<Uint8Array | null> {
  const declaredBytes = declaredLength(message);
  if (declaredBytes === null && isStream(message.body)) return readStream(message.body, maxBytes);
  if (declaredBytes !== null && declaredBytes > maxBytes) return null;
  const bytes = new Uint8Array(await message.arrayBuffer());
  return bytes.byteLength > maxBytes ? null : bytes;
}

/** The problem to answer with when reading a request's body failed. */
export function unreadableBody(error: unknown): Problem {
  // No standard distinguishes a body that was already read from a connection that broke off. These words are in the errors
  // of Node, Deno, Bun, workerd and node-fetch.
  if (error instanceof TypeError && /unusable|already|locked|disturbed/i.test(error.message)) return bodyUsed();
  return new Problem(400, 'Expected a complete body; the connection broke off.');
}

/** The `Content-Length`, in bytes. Servers enforce it. Null without one, and for a compressed body, which may grow. */
function declaredLength({ headers }: Request | Response): number | null {
  const declared = headers.get('Content-Length') ?? '';
  return /^\d+$/.test(declared) && !headers.get('Content-Encoding') ? Number(declared) : null;
}

/** Includes the streams of Node, which node-fetch has. */
const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function readStream(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
