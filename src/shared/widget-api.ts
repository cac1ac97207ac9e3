/**
 * The API the frame uses on its own origin, below the folder the widget is served from: the frame is
 * `…/widget/frame/index.html`, these paths are relative to `…/widget/`. Errors are RFC 9457 problem JSON whose
 * member `code` is a {@link WidgetErrorCode}.
 *
 *   GET    api/institutions?q=&limit=      no authorization        → InstitutionList
 *   GET    api/institutions/{id}           no authorization        → Institution, 404
 *   POST   api/session                     Bearer widget token     SessionRequest → Session
 *   POST   api/attempts                    Bearer widget token     AttemptRequest → 201 AttemptCreated
 *   GET    api/attempt                     Bearer attempt token    → Attempt
 *   POST   api/attempt/challenge           Bearer attempt token    ChallengeAnswer → Attempt
 *   POST   api/attempt/challenge/extend    Bearer attempt token    ChallengeReference → Attempt
 *   POST   api/attempt/challenge/resend    Bearer attempt token    ChallengeReference → Attempt
 *   DELETE api/attempt                     Bearer attempt token    → 204, the attempt is given up
 *
 * From the moment an attempt exists the bank has been contacted: it runs on the server's clock, and a widget token
 * that expires meanwhile does not matter. What names a challenge that is no longer open changes nothing, and is
 * answered with the attempt as it stands.
 */

/** Words for the user, by language. */
export type LocalText = { en: string; es: string; pt: string };

/** A field of an institution's credential form. The user has to fill in each of them. */
export type CredentialField = {
  /** Member name in `AttemptRequest.credentials`. */
  name: string;
  label: LocalText;
} & (
  | { type: 'text' | 'password' }
  /** One of a few, such as the kind of document. */
  | { type: 'select'; options: { value: string; label: LocalText }[] }
  /**
   * A national id with check digits, sent without dots, hyphens and blanks: Chile's RUT (`12345678K`), Brazil's CPF
   * (`12345678909`) and CNPJ (`11222333000181`, letters since July 2026).
   */
  | { type: 'rut' | 'cpf' | 'cnpj' }
);

export type InstitutionSummary = {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `down`: not choosable with hope of success; `slow`: answers late. */
  status: 'ok' | 'slow' | 'down';
  /** An image on the frame's own origin, relative to `…/widget/`; null where there is none. */
  logo: string | null;
};

export type Institution = InstitutionSummary & {
  fields: CredentialField[];
  /** The bank's own pages, `https:`; null where it has none. */
  forgotUserUrl: string | null;
  forgotPasswordUrl: string | null;
};

/** An institution that was searched for, with what it was found by. */
export type FoundInstitution = InstitutionSummary & {
  /** The parts of `name` that match: start and end in UTF-16 units, ascending, without overlap. */
  marks: [start: number, end: number][];
  /** The alias, initials or national bank code it was found by, where that isn't its name. */
  foundBy: string | null;
};

export type InstitutionList = {
  institutions: FoundInstitution[];
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

/** What the bank asks for before it says yes. */
export type Challenge = {
  /** Tells one challenge from the next. Another try at the same challenge keeps it. */
  id: string;
  /** Seconds left to answer. */
  expiresIn: number;
  /** How often `extend` can still be asked for. Each time sets `expiresIn` back to its full length. */
  extensionsLeft: number;
  /** The last answer was wrong; so many are still taken, by the bank or by the token. Absent before the first answer. */
  triesLeft?: number;
} & (
  | {
      type: 'one-time-code';
      channel: 'sms' | 'app';
      /** How many characters the code has. */
      length: number;
      /** Where the code went, already masked: `••• 42`. Empty for `app`. */
      sentTo: string;
      /** Seconds until another code may be asked for with `resend`, 0 for now; null where it can't be. */
      resendIn: number | null;
    }
  /** The bank's own security questions, each to be answered. */
  | { type: 'questions'; questions: { id: string; label: LocalText }[] }
  /** One of several: which phone gets the code, whose accounts. */
  | { type: 'choice'; subject: 'phone' | 'account-holder'; options: { id: string; label: string }[] }
  /** The user approves in the bank's own app on that device; nothing is sent as an answer. */
  | { type: 'approval'; device: string }
);

export type Attempt =
  | { status: 'connecting' }
  | { status: 'challenge'; challenge: Challenge }
  | { status: 'connected'; connectionId: string }
  /** `triesLeft` is 0 but with `invalid-credentials`: so often the form may be sent again with the same widget token. */
  | { status: 'failed'; code: string; triesLeft: number };

/** Which challenge is meant, by its `id`. */
export type ChallengeReference = { challengeId: string };

/** What the user answered, in the shape that the challenge's type asks for. */
export type ChallengeAnswer = ChallengeReference &
  (
    | { code: string }
    /** By the questions' `id`. */
    | { answers: Record<string, string> }
    /** The chosen option's `id`. */
    | { option: string }
  );
