import * as v from 'valibot';
import { bare } from '../../../shared/bare.ts';
import { deepOwn } from './deep-own.ts';

/** An object with these members; others are dropped. Valibot goes through the members with `for in`: they are bare. */
export const object = <Entries extends v.ObjectEntries>(entries: Entries): v.ObjectSchema<Entries, undefined> =>
  v.object(bare(entries));

/** An object with these members and no others. */
export const strictObject = <Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> => v.strictObject(bare(entries));

/** Data from outside as the schema says it must be, or null. Only its own members are read, now and later. */
export function parse<Output>(schema: v.GenericSchema<unknown, Output>, data: unknown): Output | null {
  const { success, output } = v.safeParse(schema, deepOwn(data));
  return success ? (deepOwn(output) as Output) : null;
}
