import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** Sends a request unchanged: `fetch` adds headers, and refuses some that a browser or an attacker can send. */
export function overHttp(request: Request): Promise<Response> {
  const { method, headers, body, signal } = request;
  return new Promise((resolve, reject) => {
    const sending = httpRequest(request.url, { method, headers: Object.fromEntries(headers), signal, agent: false });
    // Node sends no body with some methods unless the header is set.
    if (body && !headers.has('Content-Length')) sending.setHeader('Transfer-Encoding', 'chunked');
    let answered = false;
    sending.once('response', (incoming) => {
      answered = true;
      const { statusCode: status = 0 } = incoming;
      const answerHeaders = new Headers();
      for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
        for (const value of values) answerHeaders.append(name, value);
      }
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      const done = (): void => {
        const hasBody = chunks.length > 0 && status !== 204;
        resolve(new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers: answerHeaders }));
        sending.destroy();
      };
      incoming.once('end', done);
      incoming.once('error', reject);
    });
    // A server may close the connection before it has read the whole body; its answer arrives before, and is still read.
    let failure = new Error('Expected an answer; the connection was closed.');
    sending.on('error', (error) => (failure = error));
    sending.once('close', () => answered || reject(failure));
    if (body) {
      const source = Readable.fromWeb(body as ReadableStream);
      source.once('error', () => sending.destroy());
      source.pipe(sending);
      sending.once('close', () => source.destroy());
    } else sending.end();
  });
}
