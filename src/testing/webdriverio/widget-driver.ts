import type { Deadline } from '../deadline.ts';
import { idOf, run, switchTo, type Argument, type Browser, type Reference } from './browser.ts';
import { findUsable, focus, look, scrollToMiddle, type Look } from './frame-scripts.ts';
import { findFrame, readEnd } from './page-scripts.ts';

const pollIntervalMs = 50;

const css = 'css selector';

/** The open widget. Each command begins at the page: the frame may be gone, or a new one. */
export class WidgetDriver {
  readonly #browser: Browser;
  readonly #deadline: Deadline;

  constructor(browser: Browser, deadline: Deadline) {
    this.#browser = browser;
    this.#deadline = deadline;
  }

  /** Runs a function in the widget's frame; null if no widget is open. */
  async inFrame<Args extends Argument[], Value>(
    script: (...args: Args) => Value,
    ...args: Args
  ): Promise<Value | null> {
    return (await this.#enter()) ? run(this.#browser, script, ...args) : null;
  }

  /** What the widget shows; null if none is open, or if it shows nothing yet. */
  async look(): Promise<Look | null> {
    const seen = await this.inFrame(look).catch(() => null);
    return seen && { ...seen, heading: withoutIsolates(seen.heading), text: withoutIsolates(seen.text) };
  }

  /** Waits until the widget shows another step than `former`, or the same step rendered anew. */
  async next(former: Look | null): Promise<Look> {
    do {
      const seen = await this.look();
      if (seen && seen.key !== former?.key) return seen;
      const end = seen ? null : await this.#end();
      if (end) throw new Error(`Expected the widget to ${former ? 'go on' : 'open'}; the button reports “${end}”.`);
      await this.#pause();
    } while (!this.#deadline.isOver);
    if (former) throw new Error(`Expected the widget to go on; it still shows “${former.heading}”.`);
    throw new Error(`Expected the widget to open; nothing was shown for ${this.#deadline.timeoutMs} ms.`);
  }

  /** Runs an action on a step, again while it fails and the step is still the one on screen. */
  async act(step: Look, action: () => Promise<void>): Promise<void> {
    let reason: unknown;
    do {
      try {
        return await action();
      } catch (error) {
        reason = error;
      }
      if ((await this.look())?.key !== step.key) return;
      await this.#pause();
    } while (!this.#deadline.isOver);
    throw reason;
  }

  /** Clicks an element of the widget as a user does. */
  async click(selector: string): Promise<void> {
    await this.clickElement(await this.inFrame(findUsable, selector), selector);
  }

  /** Clicks an element that a script has found in the frame. `name`: for the error without one. */
  async clickElement(element: unknown, name: string): Promise<void> {
    const found = existing(element, name);
    // WebDriver scrolls it to the edge, where a bar of the widget may cover it.
    await run(this.#browser, scrollToMiddle, found);
    await this.#browser.elementClick(idOf(found));
  }

  /** Types a text into a field of the widget, in place of what is there. */
  async fill(element: unknown, name: string, text: string): Promise<void> {
    const field = existing(element, name);
    await this.#browser.elementClear(idOf(field));
    // By keys, since WebKit's WebDriver can't give a field in a frame the focus.
    await run(this.#browser, focus, field);
    const actions = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#browser.performActions([{ type: 'key', id: 'keyboard', actions }]);
  }

  /** Waits until no widget is open; `step` is what it shows meanwhile. */
  async waitUntilClosed(): Promise<void> {
    let last: Look | null = null;
    do {
      if (!(await this.#enter().catch(() => false))) return;
      last = (await this.look()) ?? last;
      await this.#pause();
    } while (!this.#deadline.isOver);
    throw new Error(`Expected the widget to close; it still shows “${last?.heading ?? ''}”.`);
  }

  /** Gives the commands of the test back to the page. */
  async leave(): Promise<void> {
    await switchTo(this.#browser, null);
  }

  /**
   * Goes into the widget's frame; false if no widget is open. It is in a closed shadow root beside the body. WebDriver opens
   * that, but for WebKit's.
   */
  async #enter(): Promise<boolean> {
    const browser = this.#browser;
    await switchTo(browser, null);
    const recorded = (await run(browser, findFrame)) as unknown as Reference | null;
    if (recorded) {
      await switchTo(browser, recorded);
      return true;
    }
    for (const host of await browser.findElements(css, 'html > div')) {
      const root = await browser.getElementShadowRoot(idOf(host)).catch(() => null);
      const [frame] = root ? await browser.findElementsFromShadowRoot(idOf(root), css, 'dialog[open] iframe') : [];
      if (!frame) continue;
      await switchTo(browser, frame);
      return true;
    }
    return false;
  }

  /** How the button's run has ended, or null. */
  async #end(): Promise<string | null> {
    await this.leave();
    return run(this.#browser, readEnd).catch(() => null);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(pollIntervalMs, this.#deadline.leftMs)));
  }
}

function existing(element: unknown, name: string): Reference {
  if (typeof element === 'object' && element) return element as Reference;
  throw new Error(`Expected ${name} in the widget.`);
}

const withoutIsolates = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '').trim();
