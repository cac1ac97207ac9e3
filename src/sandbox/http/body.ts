import type { Context } from 'hono';
import * as v from 'valibot';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { parseJson, ReservedNameError } from '../runtime/parse-json.ts';
import { Problem } from './problem.ts';

export const maxBodyBytes = 65_536;

/**
 * The request's JSON, checked with `schema`. An empty body counts as `{}`, whatever its content type.
 * Throws a {@link Problem}: 415, 400, or 422 for JSON of another shape.
 */
export async function readBody<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  // Not Hono's own readers, here and below: their `for in` loops include what is on `Object.prototype`.
  const text = await context.req.raw.text();
  if (text === '') return checked({}, schema);
  const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Problem(415, { detail: 'Expected Content-Type: application/json.' });
  let data: unknown;
  try {
    data = parseJson(text);
  } catch (error) {
    if (error instanceof ReservedNameError) throw new Problem(422, { detail: error.message });
    throw new Problem(400, { detail: 'Expected a body of valid JSON.' });
  }
  // Valibot accepts an array as an object.
  if (Array.isArray(data)) throw new Problem(422, { detail: 'Expected a JSON object.' });
  return checked(data, schema);
}

/** The content types of forms, without `text/plain`. */
const formTypes = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** The request's form, checked with `schema`. Throws a {@link Problem}: 400, or 422 for a form of another shape. */
export async function readForm<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  let data: unknown;
  try {
    data = formTypes.test(context.req.header('Content-Type') ?? '')
      ? Object.fromEntries(await context.req.raw.formData())
      : {};
  } catch {
    throw new Problem(400, { detail: 'Expected a complete form of the type in Content-Type.' });
  }
  return checked(data, schema);
}

/** The request's query, checked with `schema`. Throws a 422 {@link Problem} for a query of another shape. */
export function readQuery<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Output {
  // Hono's own reader treats names of `Object.prototype`, such as `constructor`, as parameters that it has already read.
  return checked(Object.fromEntries(new URL(context.req.url).searchParams), schema);
}

/**
 * `data`, checked with `schema`; only its own members count. `at` is the place of `data` in the body. Throws a 422
 * {@link Problem} for another shape.
 */
export function checked<Output>(data: unknown, schema: v.GenericSchema<unknown, Output>, at: string[] = []): Output {
  const result = v.safeParse(
    schema,
    typeof data === 'object' && data !== null && !Array.isArray(data) ? withoutPrototype(data) : data,
  );
  if (result.success) return result.output;
  const [issue] = result.issues;
  // Valibot's own message quotes the data, which may be a credential.
  const expected = issue.expected === 'never' ? 'no such member' : (issue.expected ?? 'another value');
  throw new Problem(422, { detail: `Expected ${expected} at ${placeOf([...at, ...keysOf(issue)]) || 'the top'}.` });
}

const keysOf = ({ path }: v.BaseIssue<unknown>): string[] => path?.map(({ key }) => String(key)) ?? [];

/** Members that hold what a user typed. By a mistake, even a name in them may be typed, and the place is in the log. */
const typed = ['credentials', 'answers'];

function placeOf(keys: readonly string[]): string {
  const end = keys.findIndex((key) => typed.includes(key));
  return (end === -1 ? keys : keys.slice(0, end + 1)).join('.');
}
