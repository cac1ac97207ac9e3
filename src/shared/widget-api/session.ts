import * as v from 'valibot';
import { localText, object, seconds } from './common.ts';
import { institution } from './institution.ts';

/** A page of the application: https, or http on the developer's own machine. */
export const applicationUrl = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]|$))/),
);

// A bank can be linked without the application's logo and without its pages: one that is not valid is null.
const page = v.fallback(v.nullable(applicationUrl), null);
const logo = v.fallback(
  v.nullable(
    v.pipe(v.string(), v.regex(/^(?:data:image\/(?:svg\+xml|png|webp)[;,]|[\w-]+(?:\/[\w-]+)*\.(?:svg|png|webp)$)/)),
  ),
  null,
);

/** The application that the API key belongs to, as its users know it. */
const application = object({
  name: v.string(),
  /** An image as a `data:` URL, or on the frame's own origin, relative to `…/widget/`; null if there is none. */
  logo,
  termsUrl: page,
  privacyUrl: page,
  /** Where a user ends a connection. */
  disconnectUrl: page,
});
export type Application = v.InferOutput<typeof application>;

/** The sandbox only: what its fictional banks accept, so that a developer need not look it up. */
const testMode = object({
  scenarios: v.array(
    object({
      /** What happens. */
      label: localText,
      /** What to type, as `CredentialField.name` and value. A bank's form has some of these fields. */
      values: v.array(v.tuple([v.string(), v.string()])),
    }),
  ),
  oneTimeCode: v.string(),
  /** The answer to each security question. */
  securityQuestion: v.string(),
});
export type TestMode = v.InferOutput<typeof testMode>;

/** What a widget token is for. */
export const session = object({
  application,
  /** `recredential`: the widget begins with the credential form of `institution`, and no other bank can be chosen. */
  mode: v.picklist(['connect', 'recredential']),
  /** The preselected institution; in `recredential` mode the only one. */
  institution: v.nullable(institution),
  /** Seconds until the widget token expires. */
  expiresIn: seconds,
  /** Null outside a sandbox. */
  testMode: v.nullable(testMode),
});
export type Session = v.InferOutput<typeof session>;
