import * as v from 'valibot';
import { challenge } from './challenge.ts';
import { id, object } from './common.ts';

/** A `WidgetErrorCode`. The frame accepts any text, so that a newer server may add codes. */
export const errorCode = v.string();

/** The state of an attempt. */
export const attempt = v.variant('status', [
  object({ status: v.literal('connecting') }),
  object({ status: v.literal('challenge'), challenge }),
  object({ status: v.literal('connected'), connectionId: id }),
  object({
    status: v.literal('failed'),
    code: errorCode,
    /** With `invalid-credentials`, how many more times this widget token may send credentials; otherwise 0. */
    triesLeft: v.number(),
  }),
]);
export type Attempt = v.InferOutput<typeof attempt>;

/** A new attempt. */
export const attemptCreated = object({
  /** Authorizes the rest of this attempt. The server stores only its digest. */
  attemptToken: v.string(),
  attempt,
});
export type AttemptCreated = v.InferOutput<typeof attemptCreated>;
