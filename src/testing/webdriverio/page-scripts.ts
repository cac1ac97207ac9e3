// These functions run in the host's page, each as a text of its own.

type Seen = { end: string | null };

/** Records how the button's run ends. A page that loads again forgets it. */
export function recordEnd(): void {
  const page = globalThis as { araucariaEnd?: Seen };
  const seen: Seen = { end: null };
  const isNew = !page.araucariaEnd;
  page.araucariaEnd ??= seen;
  page.araucariaEnd.end = null;
  if (!isNew) return;
  // Before the host's own listeners, which may load the page again.
  addEventListener('araucaria-open', () => (seen.end = null), true);
  addEventListener(
    'araucaria-exit',
    (event) => {
      const { error } = (event as CustomEvent<{ error: { code: string; message: string } | null }>).detail;
      seen.end = error ? `${error.code}: ${error.message}` : 'no error';
    },
    true,
  );
}

/** The code and the message of the run's error, or null if the run has not ended. */
export function readEnd(): string | null {
  return (globalThis as { araucariaEnd?: Seen }).araucariaEnd?.end ?? null;
}

type Roots = { araucariaRoots?: ShadowRoot[] };

/** Records the shadow roots that are made from now on: WebKit's WebDriver does not open a closed one. */
export function recordRoots(): void {
  const page = globalThis as Roots;
  if (page.araucariaRoots) return;
  const roots: ShadowRoot[] = [];
  page.araucariaRoots = roots;
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, init);
    if (init.mode === 'closed') roots.push(root);
    return root;
  };
}

/** The frame of the open widget, if its shadow root was recorded; else null. */
export function findFrame(): Element | null {
  const roots = (globalThis as Roots).araucariaRoots ?? [];
  for (const root of roots) {
    const frame = root.host.isConnected && root.querySelector('dialog[open] iframe');
    if (frame) return frame;
  }
  return null;
}
