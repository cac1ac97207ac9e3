// @ts-check
// Updates from the backend, for all open tabs over one connection.

/** @typedef {{ connectionId: string, status: string, institutionId: string | null }} Connection */
/**
 * @typedef {{ event: 'connections', data: Connection[] }
 *   | { event: 'webhook', data: { id: string, type: string, connectionId: string } }
 *   | { event: 'reload', data: null }} Update
 */

/** @type {Update['event'][]} */
const events = ['connections', 'webhook', 'reload'];

/**
 * Calls `listener` with each update from now on. A browser opens at most six connections to a host for all its tabs: so
 * one tab receives the updates and passes them on, and when it is closed, the next in line takes over.
 * @param {(update: Update) => void} listener
 */
export function subscribe(listener) {
  const tabs = new BroadcastChannel('quilla-updates');
  tabs.addEventListener('message', ({ data }) => listener(data));
  void navigator.locks.request(
    'quilla-updates',
    () =>
      new Promise((end) => {
        const stream = new EventSource('/api/events');
        for (const event of events) {
          stream.addEventListener(event, ({ data: text }) => {
            const update = { event, data: JSON.parse(text) };
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target but its own origin
            tabs.postMessage(update);
            listener(update);
          });
        }
        // The backend refused: the stream does not reconnect, and another tab may have a valid session.
        stream.addEventListener('error', () => stream.readyState === EventSource.CLOSED && end(undefined));
      }),
  );
}
