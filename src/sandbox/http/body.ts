import type { Context } from 'hono';
import * as v from 'valibot';
import { bare } from '../../shared/bare.ts';
import { parseJson, ReservedNameError } from '../runtime/parse-json.ts';
import { Problem } from './problem.ts';

/** The largest body, in bytes. */
export const maxBodyBytes = 65_536;

/**
 * The request's JSON, as `schema` says; an empty body counts as `{}`, whatever its content type.
 * Throws a {@link Problem}: 415, 400, or 422 for JSON of the wrong shape.
 */
export async function readBody<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  // Not Hono's own readers, here and below: they loop over what somebody wrote to `Object.prototype`.
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
  // To valibot an array is an object too.
  if (Array.isArray(data)) throw new Problem(422, { detail: 'Expected a JSON object.' });
  return checked(data, schema);
}

/** What browsers send forms as, but for plain text. */
const formTypes = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** The request's form, as `schema` says. Throws a {@link Problem}: 400, or 422 for a form of the wrong shape. */
export async function readForm<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  let data: unknown;
  try {
    data = formTypes.test(context.req.header('Content-Type') ?? '')
      ? Object.fromEntries(await context.req.raw.formData())
      : {};
  } catch {
    throw new Problem(400, { detail: 'Expected a whole form of the type that its header names.' });
  }
  return checked(data, schema);
}

/** The parameters of the request's query, as `schema` says. Throws a {@link Problem}: 422 for a query of the wrong shape. */
export function readQuery<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Output {
  // Hono's own reader takes a name that every object has for one that was read before.
  return checked(Object.fromEntries(new URL(context.req.url).searchParams), schema);
}

/** `data` if it has the shape of `schema`, by members of its own; otherwise throws a 422. */
export function checked<Output>(data: unknown, schema: v.GenericSchema<unknown, Output>): Output {
  const result = v.safeParse(
    schema,
    typeof data === 'object' && data !== null && !Array.isArray(data) ? bare(data) : data,
  );
  if (result.success) return result.output;
  const [issue] = result.issues;
  // valibot's own message quotes what came, which may be a credential.
  const expected = issue.expected === 'never' ? 'no such member' : (issue.expected ?? 'another value');
  throw new Problem(422, { detail: `Expected ${expected} at ${v.getDotPath(issue) ?? 'the top'}.` });
}
