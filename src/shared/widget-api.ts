/**
 * The API that the widget's frame uses. Its paths are relative to the folder that the widget is served from: with the
 * frame at `…/widget/frame/index.html`, that is `…/widget/`. Errors are problem JSON (RFC 9457) with a `WidgetErrorCode`
 * as the member `code`.
 *
 *   GET    api/institutions?q=&limit=      no authorization        → InstitutionList
 *   GET    api/institutions/{id}           no authorization        → Institution, 404
 *   POST   api/session                     Bearer widget token     SessionRequest → Session
 *   POST   api/attempts                    Bearer widget token     AttemptRequest → 201 AttemptCreated
 *   GET    api/attempt                     Bearer attempt token    → Attempt
 *   POST   api/attempt/challenge           Bearer attempt token    ChallengeAnswer → Attempt
 *   POST   api/attempt/challenge/extend    Bearer attempt token    ChallengeReference → Attempt
 *   POST   api/attempt/challenge/resend    Bearer attempt token    ChallengeReference → Attempt
 *   DELETE api/attempt                     Bearer attempt token    → 204, the attempt is canceled
 *
 * Creating an attempt contacts the bank. From then on the attempt runs on the server's clock, and a widget token that
 * expires meanwhile does not matter. A request about a challenge that is no longer open changes nothing; the answer is
 * the current attempt.
 *
 * This file has the types only, so importing it adds no code. The schemas behind them are in `widget-api/`: the frame
 * checks answers with them, and the sandbox derives its stricter checks and its OpenAPI document from them.
 */
export type { Attempt, AttemptCreated } from './widget-api/attempt.ts';
export type { Challenge } from './widget-api/challenge.ts';
export type { LocalText } from './widget-api/common.ts';
export type {
  CredentialField,
  FoundInstitution,
  Institution,
  InstitutionList,
  InstitutionSummary,
} from './widget-api/institution.ts';
export type { AttemptRequest, ChallengeAnswer, ChallengeReference, SessionRequest } from './widget-api/requests.ts';
export type { Application, Session, TestMode } from './widget-api/session.ts';
