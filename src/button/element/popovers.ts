import { unclobbered } from '../../shared/dom-clobbering.ts';

/** The open popovers that contain a node, the outermost first. The widget's `showModal()` hides them. */
export function openPopovers(node: Node | null): HTMLElement[] {
  if (!node) return [];
  const { assignedSlot, parentNode, host, matches } = unclobbered(node as HTMLElement & { host?: Node });
  const around = openPopovers(assignedSlot ?? parentNode ?? host ?? null);
  try {
    // A document has no `matches`, and browsers without popovers throw for the selector.
    if (matches?.(':popover-open')) around.push(unclobbered(node as HTMLElement));
  } catch {}
  return around;
}

/** Shows hidden popovers again, except those that the page has removed. */
export function showPopovers(popovers: readonly HTMLElement[]): void {
  for (const popover of popovers) {
    try {
      popover.showPopover?.();
    } catch {
      // Already open, or removed.
    }
  }
}
