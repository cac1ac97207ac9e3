import * as v from 'valibot';
import { withoutPrototype } from '../prototype-pollution.ts';
import { idPattern } from '../limits.ts';

/**
 * An object with these members; others are dropped. The entries have no prototype, because valibot reads them with
 * `for in`, and a host page or a library may have added members to `Object.prototype`.
 */
export const object = <Entries extends v.ObjectEntries>(entries: Entries): v.ObjectSchema<Entries, undefined> =>
  v.object(withoutPrototype(entries));

/** The id of a connection, an institution, a challenge and so on. */
export const id = v.pipe(v.string(), v.regex(idPattern));

/** A number of seconds. */
export const seconds = v.number();

/** Text for the user, by language. */
export const localText = object({ en: v.string(), es: v.string(), pt: v.string() });
export type LocalText = v.InferOutput<typeof localText>;
