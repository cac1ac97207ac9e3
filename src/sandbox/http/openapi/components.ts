import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import * as attempt from '../../../shared/widget-api/attempt.ts';
import { challenge } from '../../../shared/widget-api/challenge.ts';
import { id, localText } from '../../../shared/widget-api/common.ts';
import * as institution from '../../../shared/widget-api/institution.ts';
import { session } from '../../../shared/widget-api/session.ts';
import * as answers from '../api/answer-schemas.ts';
import * as requests from '../api/request-schemas.ts';
import { asSent } from './as-sent.ts';

/** The schemas that have a name in the document. A schema that holds another of these refers to it. */
const schemas = {
  Id: id,
  ConnectionRequest: requests.connectionRequest,
  Nothing: requests.nothing,
  NewConnection: answers.newConnection,
  Connection: answers.connection,
  ConnectionList: answers.connectionList,
  AccountList: answers.accountList,
  RepairToken: answers.repairToken,
  WebhookEvent: answers.webhookEvent,
  Webhook: answers.webhook,
  WebhookList: answers.webhookList,
  InstitutionList: institution.institutionList,
  FoundInstitution: institution.foundInstitution,
  Institution: institution.institution,
  CredentialField: institution.credentialField,
  LocalText: localText,
  SessionRequest: requests.sessionRequest,
  Session: session,
  AttemptRequest: requests.attemptRequest,
  AttemptCreated: attempt.attemptCreated,
  Attempt: attempt.attempt,
  Challenge: challenge,
  ChallengeAnswer: requests.challengeAnswer,
  ChallengeReference: requests.challengeReference,
  Problem: answers.problem,
  WidgetErrorCode: attempt.errorCode,
};

const names = new Map<v.GenericSchema, string>(Object.entries(schemas).map(([name, schema]) => [schema, name]));

/** The name that a schema has in the document. Throws if it has none. */
export function nameOf(schema: v.GenericSchema): string {
  const name = names.get(schema);
  if (name === undefined) throw new Error('Expected a schema that has a name in the document.');
  return name;
}

/** A reference to a schema, from elsewhere in the document. */
export const referenceTo = (schema: v.GenericSchema): { $ref: string } => ({ $ref: pathOf(nameOf(schema)) });

const pathOf = (name: string): string => `#/components/schemas/${name}`;

/** The `components.schemas` of the document. OpenAPI 3.1 has this draft of JSON Schema. */
export function componentSchemas(): Record<string, object> {
  return toJsonSchemaDefs(schemas, {
    target: 'draft-2020-12',
    typeMode: 'input',
    overrideSchema: asSent,
    overrideRef: ({ referenceId }) => pathOf(referenceId),
  });
}
