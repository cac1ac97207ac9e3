// What `Object.prototype` may have been polluted with must answer for nobody. Each of these leaves it out.

/** An own property of data from outside; undefined for any other. */
export function own(value: unknown, name: string): unknown {
  const object = Object(value) as Record<string, unknown>;
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A property of an object or of its class; undefined for what `Object.prototype` alone has, in whatever realm. */
export function propertyOf(object: object, name: string): unknown {
  return Object.hasOwn(object, name) || inheritsProperty(object, name) ? Reflect.get(object, name) : undefined;
}

/** Whether an object has the property from its class, or from another object that it was made from. */
export function inheritsProperty(object: object, name: string): boolean {
  for (let holder = prototypeOf(object); holder !== null; holder = prototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) return prototypeOf(holder) !== null;
  }
  return false;
}

const prototypeOf = (object: object): object | null => Object.getPrototypeOf(object) as object | null;

/**
 * The same members, and nothing from `Object.prototype`: for what reads an object of ours by its names, as `fetch`,
 * `Response` and `JSON` do.
 */
export const withEmptyPrototype = <Members extends object>(members: Members): Members =>
  Object.assign(Object.create(nothing) as Members, members);

/** Not null itself: engines are slower with objects that have no prototype at all. */
const nothing: object = Object.freeze(Object.create(null) as object);
