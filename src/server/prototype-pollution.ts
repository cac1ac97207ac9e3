// Guards against prototype pollution: what another script put on `Object.prototype` is not a property of any object here.

/** A property of an object or of its class; undefined for a property of `Object.prototype`, in any realm. */
export function propertyOf(object: object, name: string): unknown {
  return Object.hasOwn(object, name) || inheritsProperty(object, name) ? Reflect.get(object, name) : undefined;
}

/** Whether an object inherits the property from its class, or from another object that it was made from. */
export function inheritsProperty(object: object, name: string): boolean {
  for (let holder = prototypeOf(object); holder !== null; holder = prototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) return prototypeOf(holder) !== null;
  }
  return false;
}

const prototypeOf = (object: object): object | null => Object.getPrototypeOf(object) as object | null;

/**
 * A copy of an object that inherits nothing from `Object.prototype`, for `fetch`, `Response` and `JSON.stringify`, which
 * read properties that are not given from the prototype.
 */
export const withEmptyPrototype = <Members extends object>(members: Members): Members =>
  Object.assign(Object.create(emptyPrototype) as Members, members);

/** Not null: engines are slower with objects that have no prototype at all. */
const emptyPrototype: object = Object.freeze(Object.create(null) as object);
