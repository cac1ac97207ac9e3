import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** Sends a request as it is: `fetch` would add headers of its own, and refuse some that a browser or an attacker sends. */
export function overHttp(request: Request): Promise<Response> {
  const { method, headers, body, signal } = request;
  return new Promise((resolve, reject) => {
    const sending = httpRequest(request.url, { method, headers: Object.fromEntries(headers), signal, agent: false });
    // Of some methods Node expects no body.
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
    // Servers hang up on what they will not read to its end; what they answered has come before, and is read on.
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
