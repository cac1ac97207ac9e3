/** What kind of value it is, for an error message. Never its content, which may be secret. Never throws. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return withArticle(typeof value);
  try {
    return describeObject(value);
  } catch {
    return 'an object whose members throw when they are read';
  }
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof Reflect.get(value, 'then') === 'function') return 'a promise';
  // Before the name of its class: the requests of Express inherit from one of Node and have no class of their own.
  if (isIncomingMessage(value)) return 'an IncomingMessage of Node';
  const constructor: unknown = Reflect.get(value, 'constructor');
  const name: unknown = typeof constructor === 'function' ? constructor.name : undefined;
  if (name === 'Object' || typeof name !== 'string' || !/^\w{1,40}$/.test(name)) return 'a plain object';
  return withArticle(name);
}

/** Whether it is a request of Node's `http` or `http2`, or an object that inherits from one. */
export const isIncomingMessage = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'rawHeaders'));

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
