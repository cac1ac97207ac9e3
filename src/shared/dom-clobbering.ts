/**
 * A view of a DOM object that has its inherited properties only, with methods bound to the object.
 *
 * An element with a `name` or an `id` shadows the property of `document` with that name, and a field shadows that of its
 * form ("DOM clobbering", by [LegacyOverrideBuiltIns]); a user's comment may contain such an element. Own properties are
 * never read: take `location` from the global. Where a node is needed, as in `observe(document)`, pass the object itself.
 */
export function unclobbered<T extends object>(object: T): T {
  return new Proxy(object, {
    get(_, key) {
      const value: unknown = Reflect.get(Object.getPrototypeOf(object) as object, key, object);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}

/** `document` without the properties that elements shadow. A function, since there may be no document at import. */
export const unclobberedDocument = (): Document => unclobbered(document);
