import { bodyUsed } from './check-request.ts';
import { Problem } from './problem.ts';

/** Whether a request says itself that its body is too large: it is refused before anything else is done. */
export const declaresMoreThan = (limit: number, { headers }: Request): boolean =>
  Number(headers.get('Content-Length')) > limit;

/** A body as text; null if it holds more than `limit` bytes, so that nobody can make us hold an endless one. */
export async function readText(message: Request | Response, limit: number): Promise<string | null> {
  const size = declaredSize(message);
  // Reading at once is much faster, and so is not to ask for `body`, of which adapters for Node make a stream then.
  if (size !== null) return size > limit ? null : message.text();
  if (isStream(message.body)) {
    const bytes = await readStream(message.body, limit);
    return bytes && new TextDecoder().decode(bytes);
  }
  // Polyfills and test doubles have no stream: all of it is in memory.
  const text = await message.text();
  return text.length > limit ? null : text;
}

/** A body as it came, byte for byte: `text()` would drop a byte-order mark. Null if it holds more than `limit` bytes. */
export async function readBytes(message: Request, limit: number): Promise<Uint8Array | null> {
  const size = declaredSize(message);
  if (size === null && isStream(message.body)) return readStream(message.body, limit);
  if (size !== null && size > limit) return null;
  const bytes = new Uint8Array(await message.arrayBuffer());
  return bytes.byteLength > limit ? null : bytes;
}

/** What to answer where a request's body could not be read. */
export function unreadableBody(error: unknown): Problem {
  // No standard says how a body that was read before is told from one that broke off; these are the words of Node, Deno,
  // Bun, workerd and node-fetch.
  if (error instanceof TypeError && /unusable|already|locked|disturbed/i.test(error.message)) return bodyUsed();
  return new Problem(400, 'Expected a body that can be read; it broke off.');
}

/** In bytes, where it can be trusted: servers hold senders to the length they declare. Packed, it would say nothing. */
function declaredSize({ headers }: Request | Response): number | null {
  const declared = headers.get('Content-Length') ?? '';
  return /^\d+$/.test(declared) && !headers.get('Content-Encoding') ? Number(declared) : null;
}

/** node-fetch has streams of Node. */
const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function readStream(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > limit) return null;
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
