import * as fc from 'fast-check';

/** What of JSON Schema the sandbox's document uses in requests. */
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

/** Values that `schema` allows; `resolve` finds what a `$ref` points to. Throws for a type that is unknown here. */
export function valuesOf(schema: Schema, resolve: (reference: string) => Schema): fc.Arbitrary<unknown> {
  const valuesIn = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, resolve);
  if (schema.$ref !== undefined) return valuesIn(resolve(schema.$ref));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesIn));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 });
    case 'string':
      return texts(schema);
    case 'object':
      return objects(schema, valuesIn, (names) => texts(names.$ref === undefined ? names : resolve(names.$ref)));
    default:
      throw new Error(`no values are known for ${JSON.stringify(schema)}`);
  }
}

function texts({ pattern, maxLength = 80 }: Schema): fc.Arbitrary<string> {
  return pattern === undefined
    ? fc.string({ unit: 'binary', maxLength })
    : fc.stringMatching(new RegExp(pattern), { size: '-1' });
}

function objects(
  { properties = {}, required = [], additionalProperties = false, propertyNames = { type: 'string' } }: Schema,
  valuesIn: (part: Schema) => fc.Arbitrary<unknown>,
  textsIn: (names: Schema) => fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  if (additionalProperties)
    return fc.dictionary(textsIn(propertyNames), valuesIn(additionalProperties), { maxKeys: 4 });
  const members = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valuesIn(part)]));
  return fc.record(members, { requiredKeys: required });
}
