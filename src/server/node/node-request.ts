type Parts = {
  method: string;
  url: string;
  headers: Headers;
  signal: AbortSignal;
  body: string | Uint8Array<ArrayBuffer> | null;
};

/**
 * A `Request` that has ready what the handlers read. Node's own is made when another member is read: it takes a tenth of
 * the time of a token request.
 */
export function nodeRequest({ method, url, headers, signal, body }: Parts): Request {
  let whole: Request | undefined;
  const ready = {
    method,
    url,
    headers,
    signal,
    bodyUsed: false,
    async text() {
      ready.bodyUsed = true;
      return typeof body === 'string' ? body : new TextDecoder().decode(body ?? new Uint8Array());
    },
    async arrayBuffer() {
      ready.bodyUsed = true;
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
      // A copy: the bytes may lie in a buffer of the framework's.
      return Uint8Array.from(bytes).buffer;
    },
  };
  return new Proxy(ready, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      whole ??= new Request(url, { method, headers, signal, body });
      const member: unknown = Reflect.get(whole, name);
      return typeof member === 'function' ? member.bind(whole) : member;
    },
    getPrototypeOf: () => Request.prototype,
  }) as unknown as Request;
}
