import type { Context } from 'hono';
import * as v from 'valibot';
import { Problem } from './problem.ts';

/** The largest body, in bytes. */
export const maxBodyBytes = 65_536;

/**
 * The request's JSON, as `schema` says; an empty body counts as `{}`, whatever its content type.
 * Throws a {@link Problem}: 415, 400, or 422 for JSON of the wrong shape.
 */
export async function readBody<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  const text = await context.req.text();
  if (text === '') return checked({}, schema);
  const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Problem(415, { detail: 'Expected Content-Type: application/json.' });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Problem(400, { detail: 'Expected a body of valid JSON.' });
  }
  // To valibot an array is an object too.
  if (Array.isArray(data)) throw new Problem(422, { detail: 'Expected a JSON object.' });
  return checked(data, schema);
}

/** The request's form, as `schema` says. Throws a {@link Problem}: 400, or 422 for a form of the wrong shape. */
export async function readForm<Output>(context: Context, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
  let data: unknown;
  try {
    data = await context.req.parseBody();
  } catch {
    throw new Problem(400, { detail: 'Expected a whole form of the type that its header names.' });
  }
  return checked(data, schema);
}

/** `data` if it has the shape of `schema`; otherwise throws a 422. */
export function checked<Output>(data: unknown, schema: v.GenericSchema<unknown, Output>): Output {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  // valibot's own message quotes what came, which may be a credential.
  const expected = issue.expected === 'never' ? 'no such member' : (issue.expected ?? 'another value');
  throw new Problem(422, { detail: `Expected ${expected} at ${v.getDotPath(issue) ?? 'the top'}.` });
}
