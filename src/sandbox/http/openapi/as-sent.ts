import type { ConversionConfig, JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { attempt, errorCode } from '../../../shared/widget-api/attempt.ts';
import { challenge } from '../../../shared/widget-api/challenge.ts';
import { seconds } from '../../../shared/widget-api/common.ts';
import { credentialField, foundInstitution, institutionList } from '../../../shared/widget-api/institution.ts';
import { applicationUrl, session } from '../../../shared/widget-api/session.ts';
import { widgetErrors } from '../../../shared/widget-error.ts';

const [oneTimeCode] = challenge.options;
const [, , , failed] = attempt.options;
const [plainField] = credentialField.options;

/** What the document adds to members of the shared schemas. It is not part of them, so that the frame has fewer bytes. */
const additions = new Map<v.GenericSchema, JsonSchema>([
  [seconds, { description: 'In seconds.' }],
  [errorCode, { enum: Object.keys(widgetErrors) }],
  [
    plainField.entries.type,
    { description: '`rut`, `cpf` and `cnpj` are national ids, sent without dots, hyphens, slashes and spaces.' },
  ],
  [foundInstitution.entries.country, { pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }],
  [foundInstitution.entries.logo, { description: 'An image, relative to `/widget/`.' }],
  [
    foundInstitution.entries.marks,
    { description: 'The parts of `name` that match the query: start and end in UTF-16 units.' },
  ],
  [
    foundInstitution.entries.foundBy,
    { description: 'The alias, initials or national code that matches; null if the name matches.' },
  ],
  [institutionList.entries.total, { description: 'How many match in all.' }],
  [
    oneTimeCode.entries.triesLeft,
    { description: 'How many more wrong answers are accepted. Absent before the first answer.' },
  ],
  [oneTimeCode.entries.sentTo, { description: 'Masked; empty for `app`.' }],
  [applicationUrl, { description: 'https, or http on loopback.' }],
  [session.entries.testMode, { description: 'What the fictional banks accept. Null outside a sandbox.' }],
  [
    failed.entries.triesLeft,
    {
      description: 'With `invalid-credentials`, how many more times this token may send credentials; otherwise 0.',
    },
  ],
]);

/**
 * Overrides the JSON Schema of a schema with what the sandbox sends. The shared schemas are lenient, so that the frame
 * understands a newer server. The sandbox sends no further members, and its numbers are integers from 0 on.
 */
export const asSent: NonNullable<ConversionConfig['overrideSchema']> = ({ valibotSchema, jsonSchema }) => ({
  ...jsonSchema,
  ...(valibotSchema.type === 'object' && { additionalProperties: false }),
  ...(valibotSchema.type === 'tuple' && { items: false }),
  ...(valibotSchema.type === 'number' && { type: 'integer', minimum: 0 }),
  ...additions.get(valibotSchema),
});
