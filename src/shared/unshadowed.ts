/**
 * An object of the DOM as its interface defines it, to read from: what it inherits, its methods bound to it.
 *
 * An element with a `name` or an `id` replaces the property of `document` with that name, and a field that of its form
 * (HTML's "DOM clobbering", from [LegacyOverrideBuiltIns]): a comment of a user's may hold such an element. So nothing
 * is read from the object itself, also not what is its own by definition: take `location` from the global.
 * Where a node is needed, as in `observe(document)`, give the object itself.
 */
export function unshadowed<T extends object>(object: T): T {
  return new Proxy(object, {
    get(_, key) {
      const value: unknown = Reflect.get(Object.getPrototypeOf(object) as object, key, object);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}

/** `document`, whatever elements the page holds. A function: there may be no document at import. */
export const cleanDocument = (): Document => unshadowed(document);
