import type { ElementHandle, Frame, Page } from '@playwright/test';
import { drawn } from './drawn.ts';
import { untilGone } from './until-gone.ts';

/** The widget's steps, by the element that shows each. */
const steps = [
  'institution-step',
  'consent-step',
  'credential-step',
  'progress-step',
  'challenge-step',
  'result-step',
] as const;

export type StepName = (typeof steps)[number];

/** A step as it was seen: the widget may have gone on since, or closed. */
export type ShownStep = {
  name: StepName;
  /** Null where the widget has closed since. */
  element: ElementHandle<Element> | null;
  /** Without the marks that keep a name of another script together. */
  heading: string;
  /** Whether it tells of a failure. */
  failed: boolean;
};

/** How often the widget is looked at, in ms. */
const interval = 50;

/** An open widget: its frame, found by its address, since its element is in a closed shadow root. */
export class OpenWidget {
  readonly frame: Frame;
  readonly #page: Page;
  readonly #deadline: number;
  /** The result, as soon as the widget shows it. That a bank is linked is gone after 1.5 s: a busy machine may look later. */
  readonly #result: Promise<Seen | null>;

  private constructor(page: Page, frame: Frame, deadline: number) {
    this.#page = page;
    this.frame = frame;
    this.#deadline = deadline;
    this.#result = frame.evaluate(untilResult).catch(() => null);
  }

  /**
   * Waits until the widget shows a step. A frame that was only warmed shows none. Rejects at the deadline: `timeout` ms
   * after `begun`.
   */
  static async find(page: Page, timeout: number, begun = Date.now()): Promise<OpenWidget> {
    const deadline = begun + timeout;
    do {
      for (const frame of page.frames()) {
        if (isWidgetFrame(frame) && (await shownStep(frame).catch(() => null))) {
          await drawn(frame);
          return new OpenWidget(page, frame, deadline);
        }
      }
      await page.waitForTimeout(interval);
    } while (Date.now() < deadline);
    throw new Error(`Expected the widget to open; nothing was shown for ${timeout} ms.`);
  }

  /** What is left of the time that was given, in ms. */
  get timeLeft(): number {
    return Math.max(this.#deadline - Date.now(), 1);
  }

  /** Waits until the widget shows another step than that one, or the same one anew. */
  async next(former: ShownStep | null): Promise<ShownStep> {
    do {
      const step = await shownStep(this.frame).catch((error: unknown) => this.#lastStep(error));
      if (step && !(former && (await isSame(step, former)))) return step;
      await this.#page.waitForTimeout(interval);
    } while (Date.now() < this.#deadline);
    throw new Error(`Expected the widget to go on; it still shows “${former?.heading ?? ''}”.`);
  }

  /** What the widget showed last, where it has closed with a result meanwhile. Rejects with the error otherwise. */
  async #lastStep(error: unknown): Promise<ShownStep> {
    const seen = this.frame.isDetached() ? await this.#result : null;
    if (!seen) throw error;
    return shown('result-step', null, seen);
  }

  /** Does what closes the widget, and waits until it has closed. */
  async close(action: () => Promise<void>): Promise<void> {
    // A linked bank closes it by itself.
    if (this.frame.isDetached()) return;
    const gone = this.#page.waitForEvent('framedetached', {
      predicate: (frame) => frame === this.frame,
      timeout: this.timeLeft,
    });
    await untilGone(gone, action);
  }
}

/** The script derives the frame's address from its own, so its folder may have any name on any origin. */
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

/** What a step shows, as its page has it. */
type Seen = { heading: string; failed: boolean };

const shown = (name: StepName, element: ShownStep['element'], { heading, failed }: Seen): ShownStep => ({
  name,
  element,
  heading: heading.replaceAll(/[\u2066-\u2069]/g, '').trim(),
  failed,
});

/** Runs in the frame: resolves when it shows that a bank is linked, which goes by itself. */
function untilResult(): Promise<Seen> {
  return new Promise((resolve) => {
    const look = (): void => {
      const step = document.querySelector('main > result-step');
      const heading = step?.querySelector('h1')?.textContent ?? '';
      const failed = step?.querySelector('[data-kind="failure"]') !== null;
      if (heading === '' || failed) return;
      observer.disconnect();
      resolve({ heading, failed });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
  });
}

async function isSame(one: ShownStep, another: ShownStep): Promise<boolean> {
  return one.element?.evaluate((element, other) => element === other, another.element) ?? false;
}
