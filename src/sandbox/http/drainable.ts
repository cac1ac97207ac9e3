import type { Server, ServerResponse } from 'node:http';

/** How long requests under way may still take when the server is told to stop, in ms. */
const drainTime = 5_000;

/**
 * Makes a server that can be stopped without breaking off an answer. The function it gives back takes no more
 * requests, waits for those under way, and then hangs up: browsers hold connections on which nothing was ever asked,
 * and Node would wait for them.
 */
export function drainable(server: Server): () => Promise<void> {
  const answers = new Set<ServerResponse>();
  let onIdle: (() => void) | null = null;
  server.on('request', (_request, answer: ServerResponse) => {
    answers.add(answer);
    answer.once('close', () => {
      answers.delete(answer);
      if (answers.size === 0) onIdle?.();
    });
  });
  return () =>
    new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), drainTime);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      onIdle = () => server.closeAllConnections();
      if (answers.size === 0) onIdle();
    });
}
