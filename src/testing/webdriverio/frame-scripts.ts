// These functions run in the widget's frame, each as a text of its own: they use nothing but their arguments.

/** What the widget shows. `key` is another number for each step that is rendered. */
export type Look = {
  name: string;
  key: number;
  heading: string;
  /** What the step says of an error. */
  text: string;
  failed: boolean;
  /** The connection that credentials were sent for, or null. */
  connectionId: string | null;
};

type Watch = {
  connectionId: string | null;
  steps: WeakMap<Element, number>;
  count: number;
  held: (() => void)[] | null;
};

/**
 * The step on screen; null before the first one. From the first look on, what the frame tells the page of a success is held
 * until `release`: a page that loads again at the success would take the frame with it, before the step is read.
 */
export function look(): Look | null {
  const page = globalThis as { araucariaWatch?: Watch };
  if (!page.araucariaWatch) {
    const watch: Watch = { connectionId: null, steps: new WeakMap(), count: 0, held: [] };
    page.araucariaWatch = watch;
    const { fetch } = globalThis;
    globalThis.fetch = (...request: Parameters<typeof fetch>) => {
      const [url, init] = request;
      // A renewed token may belong to another connection, so the last request counts.
      const to = url instanceof Request ? url.url : String(url);
      if (to.endsWith('/api/attempts') && typeof init?.body === 'string') {
        const body = JSON.parse(init.body) as { connectionId?: string };
        watch.connectionId = body.connectionId ?? watch.connectionId;
      }
      return fetch(...request);
    };
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...message: [data: unknown]): void {
      const isSuccess = (message[0] as { type?: unknown } | null)?.type === 'success';
      // What follows the success waits too, so that the order stays.
      if (watch.held && (isSuccess || watch.held.length > 0)) watch.held.push(() => post.apply(this, message));
      else post.apply(this, message);
    };
  }
  const watch = page.araucariaWatch;
  const found = document.querySelector(
    'main > :is(institution-step, consent-step, credential-step, progress-step, challenge-step, result-step)',
  );
  const heading = found?.querySelector('h1')?.textContent ?? '';
  if (!found || heading === '') return null;
  if (!watch.steps.has(found)) watch.steps.set(found, ++watch.count);
  const failure = found.querySelector('[data-kind="failure"]');
  return {
    name: found.localName,
    key: watch.steps.get(found) ?? 0,
    heading,
    text: failure?.querySelector('p')?.textContent ?? '',
    failed: failure !== null,
    connectionId: watch.connectionId,
  };
}

/** Tells the page of the success. In a task of its own, when the answer to the test is on its way. */
export function release(): void {
  const { araucariaWatch: watch } = globalThis as { araucariaWatch?: Watch };
  const held = watch?.held ?? [];
  if (watch) watch.held = null;
  setTimeout(() => {
    for (const send of held) send();
  });
}

/** The first element that a selector matches and can be used; null if there is none. */
export function findUsable(selector: string): Element | null {
  return [...document.querySelectorAll(selector)].find((element) => !element.matches(':disabled')) ?? null;
}

/** The option of the bank list with exactly this name; null if there is none. */
export function findBank(name: string): Element | null {
  return (
    [...document.querySelectorAll('[role="option"]')].find((option) =>
      [option, ...option.querySelectorAll('*')].some(({ textContent }) => textContent?.trim() === name),
    ) ?? null
  );
}

/** A field of the bank's form. `element` is a reference of WebDriver. */
export type Field = { name: string; isSelect: boolean; element: unknown };

/** The fields of the bank's form. */
export function findFields(): Field[] {
  return [...document.querySelectorAll('credential-step form :is(input, select)[name]')].map((element) => ({
    name: element.getAttribute('name') ?? '',
    isSelect: element.localName === 'select',
    element,
  }));
}

/** All elements that a selector matches. */
export function findAll(selector: string): Element[] {
  return [...document.querySelectorAll(selector)];
}

/** The option of a select field: that of a value, or without one the first that is a choice. */
export function findChoice(name: string, value: string): Element | null {
  const select = document.querySelector(`credential-step select[name="${name}"]`) as HTMLSelectElement;
  return [...select.options].find((option, index) => (value === '' ? index === 1 : option.value === value)) ?? null;
}

/** `element`: a reference of WebDriver, which is the element by now. */
export function scrollToMiddle(element: object): void {
  (element as Element).scrollIntoView({ block: 'center' });
}

/** `element`: as above. */
export function focus(element: object): void {
  (element as HTMLElement).focus();
}
