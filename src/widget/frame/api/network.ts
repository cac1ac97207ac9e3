import { withoutPrototype } from '../../../shared/prototype-pollution.ts';

/** A request that waits for the network is made again after this time anyway: the browser may be wrong. */
const retryAfterMs = 3_000;

const checkTimeoutMs = 5_000;
const recheckAfterMs = 500;

/**
 * Whether there is a network. The browser knows only when there is certainly none, and a machine whose one network is the
 * loopback has none by its word: so an answer from the server counts more.
 */
class Network extends EventTarget {
  #isOffline = !navigator.onLine;
  #outages = 0;

  constructor() {
    super();
    window.addEventListener('offline', () => {
      this.#outages += 1;
      this.#set(true);
    });
    window.addEventListener('online', () => void this.#recover());
  }

  get isOffline(): boolean {
    return this.#isOffline;
  }

  /** How often the network has gone away. */
  get outages(): number {
    return this.#outages;
  }

  /** Asks the server for nothing but an answer. */
  async check(): Promise<void> {
    const { outages } = this;
    const init: RequestInit = { method: 'HEAD', cache: 'no-store', credentials: 'omit' };
    await fetch(document.baseURI, withoutPrototype({ ...init, signal: AbortSignal.timeout(checkTimeoutMs) })).then(
      () => this.confirm(outages),
      () => undefined,
    );
  }

  /** The browser's event comes before requests succeed: what waits must not be sent into a network that is not there yet. */
  async #recover(): Promise<void> {
    while (this.#isOffline && navigator.onLine) {
      await this.check();
      if (this.#isOffline) await new Promise((resolve) => setTimeout(resolve, recheckAfterMs));
    }
  }

  /**
   * The server has answered a request. `outages`: how many there were when it was made. An answer that was under way when the
   * network went away proves nothing.
   */
  confirm(outages: number): void {
    if (outages === this.#outages) this.#set(false);
  }

  #set(isOffline: boolean): void {
    if (isOffline === this.#isOffline) return;
    this.#isOffline = isOffline;
    this.dispatchEvent(new Event('change'));
  }
}

/** The network of this page. Sends `change`. */
export const network = new Network();

/**
 * Makes a request that changes nothing on the server. While there is no network, a failure is not its result: it is made
 * again once the network is back. Rejects as the request does, also when `signal` is aborted.
 */
export async function whenOnline<Result>(request: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      // A request may fail before the browser has sent its event.
      if (signal?.aborted || (navigator.onLine && !network.isOffline)) throw error;
      await nextChange(signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** Resolves when the network changes, when `signal` is aborted, or after a while. */
function nextChange(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      network.removeEventListener('change', end);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, retryAfterMs);
    network.addEventListener('change', end);
    signal?.addEventListener('abort', end);
  });
}
