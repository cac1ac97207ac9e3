import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import * as answers from '../answers.ts';
import * as requests from '../schemas.ts';

/** The schemas that the document names. Where one holds another of these, the document refers to it. */
const schemas = {
  Id: requests.id,
  ConnectionRequest: requests.connectionRequest,
  Nothing: requests.nothing,
  NewConnection: answers.newConnection,
  Connection: answers.connection,
  RepairToken: answers.repairToken,
  WebhookEvent: answers.webhookEvent,
  Webhook: answers.webhook,
  WebhookList: answers.webhookList,
  InstitutionList: answers.institutionList,
  FoundInstitution: answers.foundInstitution,
  Institution: answers.institution,
  CredentialField: answers.credentialField,
  LocalText: answers.localText,
  SessionRequest: requests.sessionRequest,
  Session: answers.session,
  AttemptRequest: requests.attemptRequest,
  AttemptCreated: answers.attemptCreated,
  Attempt: answers.attempt,
  Challenge: answers.challenge,
  ChallengeAnswer: requests.challengeAnswer,
  ChallengeReference: requests.challengeReference,
  Problem: answers.problem,
  WidgetErrorCode: answers.widgetErrorCode,
};

/** A schema that the document names. */
export type SchemaName = keyof typeof schemas;

/** Points to a schema from elsewhere in the document. */
export const referenceTo = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** The `components.schemas` of the document. OpenAPI 3.1 speaks this draft of JSON Schema. */
export function componentSchemas(): Record<SchemaName, object> {
  return toJsonSchemaDefs(schemas, {
    target: 'draft-2020-12',
    typeMode: 'input',
    overrideRef: ({ referenceId }) => referenceTo(referenceId).$ref,
  });
}
