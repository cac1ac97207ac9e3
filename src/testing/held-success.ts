import type { Frame } from '@playwright/test';

/** What is read from a step in its page. */
export type Seen = { heading: string; text: string; failed: boolean };

type Held = { seen: Promise<Seen>; release: () => void };

/**
 * The success step as it is once shown, or null if the frame goes away before. What the frame tells the host's page of the
 * success is held until then: a page that loads again at the success would take the frame with it, before the step is read.
 */
export async function readSuccess(frame: Frame): Promise<Seen | null> {
  try {
    const held = await frame.evaluateHandle(holdSuccess);
    const seen = await held.evaluate((success) => success.seen);
    // Only now, with the answer here. That the frame goes away meanwhile is expected.
    held.evaluate((success) => success.release()).catch(() => undefined);
    return seen;
  } catch {
    return null;
  }
}

/** Runs in the frame. */
function holdSuccess(): Held {
  const post = MessagePort.prototype.postMessage;
  const held: (() => void)[] = [];
  let isReleased = false;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...message: [data: unknown]): void {
    const [data] = message;
    const isSuccess = typeof data === 'object' && data !== null && 'type' in data && data.type === 'success';
    // What follows the success waits too, so that the order stays.
    if (!isReleased && (isSuccess || held.length > 0)) held.push(() => post.apply(this, message));
    else post.apply(this, message);
  };
  const seen = new Promise<Seen>((resolve) => {
    const look = (): void => {
      const step = document.querySelector('main > result-step');
      const heading = step?.querySelector('h1')?.textContent ?? '';
      const failed = step?.querySelector('[data-kind="failure"]') !== null;
      if (heading === '' || failed) return;
      observer.disconnect();
      resolve({ heading, text: '', failed });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
  });
  return {
    seen,
    // The function stays in place, since another look at the same widget may have put its own around it.
    release() {
      isReleased = true;
      for (const send of held) send();
    },
  };
}
