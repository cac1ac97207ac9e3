/**
 * The API the frame uses on its own origin, below the folder the widget is served from: the frame is
 * `…/widget/frame/index.html`, these paths are relative to `…/widget/`. Errors are RFC 9457 problem JSON whose
 * member `code` is a {@link WidgetErrorCode}.
 *
 *   GET    api/institutions?q=&limit=   no authorization        → InstitutionList
 *   GET    api/institutions/{id}        no authorization        → Institution, 404
 *   POST   api/session                  Bearer widget token     SessionRequest → Session
 *   POST   api/attempts                 Bearer widget token     AttemptRequest → 201 AttemptCreated
 *   GET    api/attempt                  Bearer attempt token    → Attempt
 *   POST   api/attempt/challenge        Bearer attempt token    ChallengeAnswer → Attempt
 *   DELETE api/attempt                  Bearer attempt token    → 204, the attempt is given up
 *
 * From the moment an attempt exists the bank has been contacted: it runs on the server's clock, and a widget token
 * that expires meanwhile does not matter.
 */

/** A field of an institution's credential form. */
export type CredentialField = {
  /** Member name in `AttemptRequest.credentials`. */
  name: string;
  type: 'text' | 'password';
  /** Words for the user, by language; `en` is always there. */
  label: { en: string; es: string; pt: string };
};

export type InstitutionSummary = {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `down`: not choosable with hope of success; `slow`: answers late. */
  status: 'ok' | 'slow' | 'down';
};

export type Institution = InstitutionSummary & { fields: CredentialField[] };

export type InstitutionList = {
  institutions: InstitutionSummary[];
  /** How many match in all; `institutions` holds the best of them. */
  total: number;
};

/** `origin` is the `event.origin` of the host's `init` message. */
export type SessionRequest = { connectionId: string; origin: string };

export type Session = {
  /** The application that the API key belongs to, as users know it. */
  applicationName: string;
  /** `recredential`: straight to the credential form of `institution`, no other can be chosen. */
  mode: 'connect' | 'recredential';
  /** Preselected, or in `recredential` mode the only one. */
  institution: Institution | null;
  /** Seconds the widget token still lives. */
  expiresIn: number;
};

export type AttemptRequest = {
  connectionId: string;
  origin: string;
  institutionId: string;
  /** One string a field, by `CredentialField.name`. */
  credentials: Record<string, string>;
};

/** `attemptToken` authorises the rest of this attempt, and is never stored in the clear. */
export type AttemptCreated = { attemptToken: string; attempt: Attempt };

export type Challenge = {
  type: 'one-time-code';
  channel: 'sms' | 'app';
  /** How many characters the code has. */
  length: number;
  /** Where the code went, already masked: `••• 42`. Empty for `app`. */
  sentTo: string;
  /** Seconds left to answer. */
  expiresIn: number;
  /** The last answer was wrong; so many tries are left. Absent before the first answer. */
  triesLeft?: number;
};

export type Attempt =
  | { status: 'connecting' }
  | { status: 'challenge'; challenge: Challenge }
  | { status: 'connected'; connectionId: string }
  /** `triesLeft` above 0 with `invalid-credentials`: the form may be sent again with the same widget token. */
  | { status: 'failed'; code: string; triesLeft: number };

export type ChallengeAnswer = { code: string };
