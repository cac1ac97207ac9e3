import type { ElementHandle, Frame, Page } from '@playwright/test';
import { waitForPaint } from './wait-for-paint.ts';
import { closeBy } from './close-by.ts';
import type { Deadline } from './deadline.ts';
import { readSuccess, type Seen } from './held-success.ts';
import type { RunEnd } from './run-end.ts';

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
  /** What the step says of an error, in the same way. */
  text: string;
  /** Whether the step shows an error. */
  failed: boolean;
};

const pollIntervalMs = 50;

/** How long one action waits for its element, before the widget is asked again which step it shows. */
const actionTimeoutMs = 2_000;

/** How long the last look at a widget takes at most. */
const lastLookMs = 1_000;

/** An open widget. Its frame is found by URL, since its element is in a closed shadow root. */
export class OpenWidget {
  readonly frame: Frame;
  readonly #page: Page;
  readonly #deadline: Deadline;
  readonly #runEnd: RunEnd | null;
  /** The first success that the widget shows. A page that loads again at the success takes the widget with it. */
  readonly #result: Promise<Seen | null>;

  private constructor(page: Page, frame: Frame, deadline: Deadline, runEnd: RunEnd | null) {
    this.#page = page;
    this.frame = frame;
    this.#deadline = deadline;
    this.#runEnd = runEnd;
    this.#result = readSuccess(frame);
  }

  /** Waits until the widget shows a step. A preloaded frame shows none. Rejects at the deadline, or when the run ends. */
  static async find(page: Page, deadline: Deadline, runEnd: RunEnd | null = null): Promise<OpenWidget> {
    do {
      for (const frame of page.frames()) {
        if (isWidgetFrame(frame) && (await deadline.limit(shownStep(frame).catch(() => null)))) {
          await deadline.limit(waitForPaint(frame));
          return new OpenWidget(page, frame, deadline, runEnd);
        }
      }
      const end = await runEnd?.read();
      if (end) throw new Error(`Expected the widget to open; the button reports “${end}”.`);
      await page.waitForTimeout(Math.min(pollIntervalMs, deadline.leftMs));
    } while (!deadline.isOver);
    throw new Error(`Expected the widget to open; nothing was shown for ${deadline.timeoutMs} ms.`);
  }

  /** Waits until the widget shows another step than `former`, or the same step rendered anew. */
  async next(former: ShownStep | null): Promise<ShownStep> {
    do {
      const step = await this.#look(shownStep(this.frame).catch((error: unknown) => this.#lastStep(error)));
      // If the widget goes away meanwhile, the next look says so.
      if (step && !(former && (await this.#isSame(step, former)))) return step;
      await this.#page.waitForTimeout(Math.min(pollIntervalMs, this.#deadline.leftMs));
    } while (!this.#deadline.isOver);
    throw await this.#stuck('go on');
  }

  /**
   * Runs an action on a step, again if it finds no element to act on in time. Resolves also when another step, such as an
   * error, comes meanwhile. `timeout`: in ms, for each wait of the action.
   */
  async act(step: ShownStep, action: (timeout: number) => Promise<void>): Promise<void> {
    let reason: unknown;
    do {
      const timeout = Math.min(actionTimeoutMs, this.#deadline.leftMs);
      const done = action(timeout).then(
        () => true,
        (error: unknown) => {
          reason = error;
          return false;
        },
      );
      if ((await this.#deadline.limit(done)) || !(await this.#isShown(step))) return;
      if (reason instanceof Error && reason.name !== 'TimeoutError') throw reason;
    } while (!this.#deadline.isOver);
    throw await this.#stuck('go on', reason);
  }

  /** The success step, if the widget has shown it and closed. Otherwise rejects with the reason. */
  async #lastStep(cause: unknown): Promise<ShownStep> {
    if (!this.frame.isDetached()) throw cause;
    const seen = await this.#result;
    if (seen) return shown('result-step', null, seen);
    const end = await this.#runEnd?.read();
    throw new Error(`Expected the widget to go on; it has closed${end ? `, and the button reports “${end}”` : ''}.`, {
      cause,
    });
  }

  async #isShown(step: ShownStep): Promise<boolean> {
    const now = await this.#look(shownStep(this.frame).catch(() => null));
    return now !== null && this.#isSame(now, step);
  }

  /** Whether two looks saw the same element. True if that can't be told: the next look will. */
  async #isSame(one: ShownStep, another: ShownStep): Promise<boolean> {
    const isSame = one.element?.evaluate((element, other) => element === other, another.element) ?? false;
    return (await this.#look(Promise.resolve(isSame).catch(() => true))) ?? true;
  }

  /** What the page answers, or null if it does not. At the deadline there is still time for a last look. */
  async #look<T>(answer: Promise<T>): Promise<T | null> {
    return this.#deadline.limit(answer, lastLookMs);
  }

  /** The error for a widget that shows the same for too long. */
  async #stuck(expected: string, cause?: unknown): Promise<Error> {
    const heading = await this.#look(headingOf(this.frame).catch(() => null));
    return new Error(`Expected the widget to ${expected}; it still shows “${heading ?? ''}”.`, { cause });
  }

  /** Runs an action that closes the widget, and waits until the widget has closed. */
  async close(action: (timeout: number) => Promise<void>): Promise<void> {
    // The page may have loaded again at the success.
    if (this.frame.isDetached()) return;
    const timeout = this.#deadline.leftMs;
    const gone = this.#page.waitForEvent('framedetached', { predicate: (frame) => frame === this.frame, timeout });
    await closeBy(gone, () => action(timeout)).catch(async (cause: unknown) => {
      throw await this.#stuck('close', cause);
    });
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
    text: step.querySelector('[data-kind="failure"] p')?.textContent ?? '',
    failed: step.querySelector('[data-kind="failure"]') !== null,
  }));
  const name = steps.find((step) => step === seen?.tag);
  return element && seen && name ? shown(name, element, seen) : null;
}

const shown = (name: StepName, element: ShownStep['element'], { heading, text, failed }: Seen): ShownStep => ({
  name,
  element,
  heading: withoutIsolates(heading),
  text: withoutIsolates(text),
  failed,
});

const withoutIsolates = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '').trim();

/** The heading on the screen: that of the step, or of what covers it. */
async function headingOf(frame: Frame): Promise<string> {
  return withoutIsolates(
    await frame.evaluate(() => document.querySelector('main:not([hidden]) h1')?.textContent ?? ''),
  );
}
