import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBody, type Bytes } from './node-body.ts';

type Parts = {
  method: string;
  url: string;
  headers: Headers;
  signal: AbortSignal;
  /** What a body parser has read; null for a body to read from `incoming`. */
  parsed: Bytes | null;
  incoming: IncomingMessage;
};

/**
 * A `Request` that has ready what the handlers read. One of Node's own, with a stream for the body, would take as long as
 * the rest of a token request: it is made when another member is read.
 */
export function nodeRequest({ method, url, headers, signal, parsed, incoming }: Parts): Request {
  let whole: Request | undefined;
  const read = async (): Promise<Bytes> => {
    ready.bodyUsed = true;
    return parsed ?? readBody(incoming);
  };
  const ready = {
    method,
    url,
    headers,
    signal,
    bodyUsed: false,
    async text() {
      const bytes = await read();
      return typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
    },
    async arrayBuffer() {
      const bytes = await read();
      // A copy: Node's bytes may lie in a buffer that others share.
      return (typeof bytes === 'string' ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes)).buffer;
    },
  };
  return new Proxy(ready, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      whole ??= wholeRequest();
      const member: unknown = Reflect.get(whole, name);
      return typeof member === 'function' ? member.bind(whole) : member;
    },
    getPrototypeOf: () => Request.prototype,
  }) as unknown as Request;

  function wholeRequest(): Request {
    const init = { method, headers, signal };
    if (ready.bodyUsed || method === 'GET' || method === 'HEAD') return new Request(url, init);
    const body = parsed ?? (Readable.toWeb(incoming) as ReadableStream);
    return new Request(url, { ...init, body, duplex: 'half' } as RequestInit);
  }
}
