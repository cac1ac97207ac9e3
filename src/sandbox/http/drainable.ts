import type { Server, ServerResponse } from 'node:http';

/** How long requests in progress may take when the server stops. */
const drainTimeoutMs = 5_000;

/**
 * Makes it possible to stop a server without interrupting answers. The returned function accepts no more requests, waits for
 * those in progress, and closes the connections: browsers keep unused connections open, and `server.close` alone would wait
 * for them.
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
      const timeout = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
      server.close(() => {
        clearTimeout(timeout);
        resolve();
      });
      onIdle = () => server.closeAllConnections();
      if (answers.size === 0) onIdle();
    });
}
