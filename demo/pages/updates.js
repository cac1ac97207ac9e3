// @ts-check
// Hears what our backend has to tell, in every tab that is open, over one connection.

/** @typedef {{ connectionId: string, status: string, institutionId: string | null }} Connection */
/**
 * @typedef {{ event: 'connections', data: Connection[] }
 *   | { event: 'webhook', data: { id: string, type: string, connectionId: string } }} Update
 */

/** @type {Update['event'][]} */
const events = ['connections', 'webhook'];

/**
 * Calls `hear` with each update from now on. A browser makes six connections to a host for all of its tabs: so one of them
 * listens and tells the others, and when it is closed, the next in line takes over.
 * @param {(update: Update) => void} hear
 */
export function listen(hear) {
  const tabs = new BroadcastChannel('quilla-updates');
  tabs.addEventListener('message', ({ data }) => hear(data));
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
            hear(update);
          });
        }
        // Refused, not broken off: it won't come back, and another tab may have a session that is good.
        stream.addEventListener('error', () => stream.readyState === EventSource.CLOSED && end(undefined));
      }),
  );
}
