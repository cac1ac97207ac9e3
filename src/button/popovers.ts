import { unshadowed } from '../shared/unshadowed.ts';

/**
 * The open popovers that hold a node, the outermost first. The widget's `showModal()` hides them, and with them the
 * button that opened it.
 */
export function openPopovers(node: Node | null): HTMLElement[] {
  if (!node) return [];
  const { assignedSlot, parentNode, host, matches } = unshadowed(node as HTMLElement & { host?: Node });
  const around = openPopovers(assignedSlot ?? parentNode ?? host ?? null);
  try {
    // A document matches nothing, and a browser without popovers does not know the selector.
    if (matches?.(':popover-open')) around.push(unshadowed(node as HTMLElement));
  } catch {}
  return around;
}

/** Shows popovers again that are hidden now. One that the page has removed meanwhile stays away. */
export function showPopovers(popovers: readonly HTMLElement[]): void {
  for (const popover of popovers) {
    try {
      popover.showPopover?.();
    } catch {
      // It is open, or gone.
    }
  }
}
