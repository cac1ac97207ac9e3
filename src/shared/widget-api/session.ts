import * as v from 'valibot';
import { object, seconds } from './common.ts';
import { institution } from './institution.ts';

/** What a widget token is for. */
export const session = object({
  /** The name that users know the API key's application by. */
  applicationName: v.string(),
  /** `recredential`: the widget begins with the credential form of `institution`, and no other bank can be chosen. */
  mode: v.picklist(['connect', 'recredential']),
  /** The preselected institution; in `recredential` mode the only one. */
  institution: v.nullable(institution),
  /** Seconds until the widget token expires. */
  expiresIn: seconds,
});
export type Session = v.InferOutput<typeof session>;
