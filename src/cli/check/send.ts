import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { maxResponseBytes } from '../../shared/limits.ts';

/** An answer as it came over the network. */
export type RawAnswer = { status: number; headers: Headers; text: string };

/** There is no answer. The message says why, and quotes nothing that was sent. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether nothing listens at the address. */
  readonly isUnreachable: boolean;

  constructor(message: string, isUnreachable = false) {
    super(message);
    this.isUnreachable = isUnreachable;
  }
}

type Request = { method: string; headers: Record<string, string>; body: string; isChunked?: boolean };

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'];

/**
 * Sends a request as it is given. `fetch` would not: it adds headers, and refuses some that a browser or an attacker sends.
 * Rejects with {@link NoAnswer}.
 */
export function send(url: URL, request: Request, timeoutMs: number): Promise<RawAnswer> {
  const { method, headers, body, isChunked = false } = request;
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  // Node leaves out the body of some methods unless its length is told.
  const length = isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = start(url, { method, headers: { ...headers, ...length }, agent: false });
    const end = (error: NoAnswer): void => {
      reject(error);
      sending.destroy();
    };
    const timer = setTimeout(() => end(new NoAnswer(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
    sending.once('close', () => clearTimeout(timer));
    sending.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'ECONNRESET';
      end(new NoAnswer(`no answer: the connection failed (${code})`, unreachable.includes(code)));
    });
    sending.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= maxResponseBytes) chunks.push(chunk);
        else end(new NoAnswer('an answer of more than 64 KiB'));
      });
      incoming.once('aborted', () => end(new NoAnswer('no answer: the connection ended within it')));
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming.headersDistinct), text });
        sending.destroy();
      });
    });
    sending.end(body);
  });
}

function headersOf(all: NodeJS.Dict<string[]>): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(all)) for (const value of values) headers.append(name, value);
  return headers;
}
