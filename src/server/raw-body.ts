/** On a handler that needs the body byte for byte, since a signature covers it. Shared by entries that are bundled apart. */
const mark = Symbol.for('araucaria-connect/raw-body');

export function markAsRawBodyHandler(handler: object): void {
  Object.defineProperty(handler, mark, { value: true });
}

export const needsRawBody = (handler: object): boolean => Object.hasOwn(handler, mark);
