/** What a value is, in words for an error: its kind and never its content, which may be secret. Never throws. */
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
  // Express makes its requests from one of Node: they have no class of their own.
  if (isIncomingMessage(value)) return 'an IncomingMessage of Node';
  const maker: unknown = Reflect.get(value, 'constructor');
  const name: unknown = typeof maker === 'function' ? maker.name : undefined;
  if (name === 'Object' || typeof name !== 'string' || !/^\w{1,40}$/.test(name)) return 'a plain object';
  return withArticle(name);
}

/** Whether it is a request as Node's `http` and `http2` make them, or made from one. */
export const isIncomingMessage = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'rawHeaders'));

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
