import type { ElementHandle, Frame, Page } from '@playwright/test';
import { waitForPaint } from './wait-for-paint.ts';
import { closeBy } from './close-by.ts';

/** The tag names of the widget's steps. */
const steps = [
  'institution-step',
  'consent-step',
  'credential-step',
  'progress-step',
  'challenge-step',
  'result-step',
] as const;

export type StepName = (typeof steps)[number];

/** A step as it was when read. The widget may have moved on or closed since. */
export type ShownStep = {
  name: StepName;
  /** Null if the widget has closed since. */
  element: ElementHandle<Element> | null;
  /** Without bidirectional isolate characters. */
  heading: string;
  /** Whether the step shows an error. */
  failed: boolean;
};

const pollIntervalMs = 50;

/** An open widget. Its frame is found by URL, since its element is in a closed shadow root. */
export class OpenWidget {
  readonly frame: Frame;
  readonly #page: Page;
  readonly #deadline: number;
  /** The first success that the widget shows. A page that loads again at the success takes the widget with it. */
  readonly #result: Promise<Seen | null>;

  private constructor(page: Page, frame: Frame, deadline: number) {
    this.#page = page;
    this.frame = frame;
    this.#deadline = deadline;
    this.#result = frame.evaluate(untilResult).catch(() => null);
  }

  /**
   * Waits until the widget shows a step. A preloaded frame shows none. Rejects at the deadline: `timeout` ms after
   * `startedAt`.
   */
  static async find(page: Page, timeout: number, startedAt = Date.now()): Promise<OpenWidget> {
    const deadline = startedAt + timeout;
    do {
      for (const frame of page.frames()) {
        if (isWidgetFrame(frame) && (await shownStep(frame).catch(() => null))) {
          await waitForPaint(frame);
          return new OpenWidget(page, frame, deadline);
        }
      }
      await page.waitForTimeout(pollIntervalMs);
    } while (Date.now() < deadline);
    throw new Error(`Expected the widget to open; nothing was shown for ${timeout} ms.`);
  }

  /** The time until the deadline, in ms. */
  get timeLeft(): number {
    return Math.max(this.#deadline - Date.now(), 1);
  }

  /** Waits until the widget shows another step than `former`, or the same step rendered anew. */
  async next(former: ShownStep | null): Promise<ShownStep> {
    do {
      const step = await shownStep(this.frame).catch((error: unknown) => this.#lastStep(error));
      // If the widget goes away meanwhile, the next look says so.
      if (step && !(former && (await isSame(step, former).catch(() => true)))) return step;
      await this.#page.waitForTimeout(pollIntervalMs);
    } while (Date.now() < this.#deadline);
    throw new Error(`Expected the widget to go on; it still shows “${former?.heading ?? ''}”.`);
  }

  /** The success step, if the widget has shown it and closed. Otherwise rejects with the error. */
  async #lastStep(error: unknown): Promise<ShownStep> {
    const seen = this.frame.isDetached() ? await this.#result : null;
    if (!seen) throw error;
    return shown('result-step', null, seen);
  }

  /** Runs an action that closes the widget, and waits until the widget has closed. */
  async close(action: () => Promise<void>): Promise<void> {
    // The page may have loaded again at the success.
    if (this.frame.isDetached()) return;
    const gone = this.#page.waitForEvent('framedetached', {
      predicate: (frame) => frame === this.frame,
      timeout: this.timeLeft,
    });
    await closeBy(gone, action);
  }
}

/** The widget script derives the frame's URL from its own, so only the end of it is known. */
function isWidgetFrame(frame: Frame): boolean {
  return frame.parentFrame() !== null && frame.url().endsWith('/frame/index.html');
}

async function shownStep(frame: Frame): Promise<ShownStep | null> {
  const element = await frame.$(steps.map((name) => `main > ${name}`).join());
  const seen = await element?.evaluate((step) => ({
    tag: step.localName,
    heading: step.querySelector('h1')?.textContent ?? '',
    failed: step.querySelector('[data-kind="failure"]') !== null,
  }));
  const name = steps.find((step) => step === seen?.tag);
  return element && seen && name ? shown(name, element, seen) : null;
}

/** What is read from a step in its page. */
type Seen = { heading: string; failed: boolean };

const shown = (name: StepName, element: ShownStep['element'], { heading, failed }: Seen): ShownStep => ({
  name,
  element,
  heading: heading.replaceAll(/[\u2066-\u2069]/g, '').trim(),
  failed,
});

/**
 * Runs in the frame: resolves when the success step is shown, and only then lets the widget tell the host's page. A page
 * that loads again at the success would otherwise take the frame with it before the step is read.
 */
function untilResult(): Promise<Seen> {
  const post = MessagePort.prototype.postMessage;
  const held: (() => void)[] = [];
  let isShown = false;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...message: [data: unknown]): void {
    const [data] = message;
    const isSuccess = typeof data === 'object' && data !== null && 'type' in data && data.type === 'success';
    // What follows the success waits too, so that the order stays.
    if (!isShown && (isSuccess || held.length > 0)) held.push(() => post.apply(this, message));
    else post.apply(this, message);
  };
  // Stays in place, since another look at the same widget may have put its own around it.
  const release = (): void => {
    isShown = true;
    for (const send of held) send();
  };
  return new Promise((resolve) => {
    const look = (): void => {
      const step = document.querySelector('main > result-step');
      const heading = step?.querySelector('h1')?.textContent ?? '';
      const failed = step?.querySelector('[data-kind="failure"]') !== null;
      if (heading === '' || failed) return;
      observer.disconnect();
      resolve({ heading, failed });
      // In a task of its own, when the answer to the test is on its way.
      setTimeout(release);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
  });
}

async function isSame(one: ShownStep, another: ShownStep): Promise<boolean> {
  return one.element?.evaluate((element, other) => element === other, another.element) ?? false;
}
