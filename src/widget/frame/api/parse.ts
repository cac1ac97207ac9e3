import * as v from 'valibot';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { deepOwn } from './deep-own.ts';

/** An object with these members and no others. The entries have no prototype: see `object` in `shared/widget-api`. */
export const strictObject = <Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> => v.strictObject(withoutPrototype(entries));

/** `data` from outside in the shape of `schema`; null if it has another. Only own members are read, then and later. */
export function parse<Output>(schema: v.GenericSchema<unknown, Output>, data: unknown): Output | null {
  const { success, output } = v.safeParse(schema, deepOwn(data));
  return success ? (deepOwn(output) as Output) : null;
}
