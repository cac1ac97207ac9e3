import { withoutPrototype } from '../../shared/prototype-pollution.ts';

/** How far from the viewport an element counts as near, in CSS pixels. */
const marginPx = 200;

const callbacks = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls back once, when an element is near the viewport. All elements share one observer. */
export function whenNear(element: Element, callback: () => void): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const near = isIntersecting && callbacks.get(target);
        if (!near) continue;
        forgetNear(target);
        near();
      }
    },
    withoutPrototype({ rootMargin: `${marginPx}px` }),
  );
  // Observing it anew reports where it is now.
  forgetNear(element);
  callbacks.set(element, callback);
  observer.observe(element);
}

/** Ends {@link whenNear}. */
export function forgetNear(element: Element): void {
  if (callbacks.delete(element)) observer?.unobserve(element);
}
