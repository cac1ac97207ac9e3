import * as fc from 'fast-check';

/** The parts of JSON Schema that the document uses for requests. */
export type Schema = {
  $ref?: string;
  anyOf?: Schema[];
  type?: 'string' | 'integer' | 'null' | 'object';
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: false | Schema;
  propertyNames?: Schema;
};

/** Information that a schema does not have. */
export type Hints = {
  /** The schema of a `$ref`. */
  resolve(reference: string): Schema;
  /** Meaningful values, by the member's name. They are used most of the time. */
  members: Readonly<Record<string, fc.Arbitrary<unknown>>>;
};

/** `usual` most of the time, sometimes `other`. */
export function mostly<Value>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Values that `schema` allows. Throws for a type that it does not know. */
export function valuesOf(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valuesOf(hints.resolve(schema.$ref), hints);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => valuesOf(part, hints)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 });
    case 'string':
      return textsOf(schema, hints);
    case 'object':
      return objectsOf(schema, hints);
    default:
      throw new Error(`no values are known for ${JSON.stringify(schema)}`);
  }
}

function textsOf(schema: Schema, { resolve }: Hints): fc.Arbitrary<string> {
  const { pattern, maxLength = 80 } = schema.$ref === undefined ? schema : resolve(schema.$ref);
  return pattern === undefined
    ? fc.string({ unit: 'binary', maxLength })
    : fc.stringMatching(new RegExp(pattern), { size: '-1' });
}

function objectsOf(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames = { type: 'string' } } = schema;
  if (additionalProperties) {
    return fc.dictionary(textsOf(propertyNames, hints), valuesOf(additionalProperties, hints), { maxKeys: 4 });
  }
  const members = Object.entries(properties).map(([name, part]) => {
    const values = valuesOf(part, hints);
    const meant = hints.members[name];
    return [name, meant ? mostly(meant, values) : values];
  });
  return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: required });
}
