import type { JSHandle, Locator, Page } from '@playwright/test';
import { Deadline } from './deadline.ts';

type Seen = { end: string | null };

/** Records how the button's run ends: why a widget does not open, or closes. A page that loads again forgets it. */
export class RunEnd {
  readonly #seen: JSHandle<Seen>;
  readonly #deadline: Deadline;

  private constructor(seen: JSHandle<Seen>, deadline: Deadline) {
    this.#seen = seen;
    this.#deadline = deadline;
  }

  /** Starts to record, in the document of `opener`, else in the page's own. */
  static async watch(page: Page, opener: Locator | null, deadline: Deadline): Promise<RunEnd | null> {
    const timeout = deadline.leftMs;
    const seen = opener
      ? await opener.evaluateHandle(recordEnd, undefined, { timeout })
      : await deadline.limit(page.mainFrame().evaluateHandle(recordEnd));
    return seen && new RunEnd(seen, deadline);
  }

  /** The code and the message of the run's error, or null if the run has not ended. */
  async read(): Promise<string | null> {
    return this.#deadline.limit(this.#seen.evaluate(({ end }) => end).catch(() => null));
  }
}

type ExitEvent = CustomEvent<{ error: { code: string; message: string } | null }>;

/** Runs in the host's page. Listens before the host's own listeners, which may load the page again. */
function recordEnd(): Seen {
  const seen: Seen = { end: null };
  addEventListener('araucaria-open', () => (seen.end = null), { capture: true });
  addEventListener(
    'araucaria-exit',
    (event) => {
      const { error } = (event as ExitEvent).detail;
      seen.end = error ? `${error.code}: ${error.message}` : 'no error';
    },
    { capture: true },
  );
  return seen;
}
