import type { Context } from 'hono';
import type * as v from 'valibot';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { readBody } from '../body.ts';
import type { Services } from '../services.ts';
import type { SecurityName, TagName } from './tags-and-security.ts';
import { requireToken } from './widget-authorization.ts';

/** The statuses of problem JSON, each with the reason for it. */
export type Problems = Partial<Record<400 | 401 | 403 | 404 | 409 | 413 | 415 | 422, string>>;

/** A parameter in the query or a header. */
export type Parameter = { in: 'query' | 'header'; name: string; description: string; schema: v.GenericSchema };

/** An operation as the OpenAPI document and the API page show it. */
export type OperationDescription<Body, Answer> = {
  method: 'get' | 'post' | 'delete';
  /** With `{id}` for an id. */
  path: `/${string}`;
  operationId: string;
  tag: TagName;
  /** One sentence, for a list. */
  summary: string;
  /** Details, in Markdown. */
  description?: string;
  /** Null: no authorization. */
  security: SecurityName | null;
  parameters?: readonly Parameter[];
  /** An id for the path that every sandbox knows. */
  exampleId?: string;
  /** `optional`: an empty body counts as `{}`. */
  body?: { schema: v.GenericSchema<unknown, Body>; optional?: boolean; example: object };
  answer: {
    status: 200 | 201 | 202 | 204;
    description: string;
    schema?: v.GenericSchema<unknown, Answer>;
    headers?: Record<string, string>;
  };
  problems?: Problems;
};

/** A call of an operation. */
export type Call<Body> = {
  /** The `{id}` in the path; empty if the path has none. */
  id: string;
  /** The body, checked. */
  body: Body;
  context: Context;
};

/** An operation: its description and what answers it. */
export type Operation = OperationDescription<unknown, object | void> & {
  respond(services: Services, context: Context): Promise<Response>;
};

/**
 * Defines an operation: the description, the schemas and the handler in one place. `handle` runs after the token and the
 * body were checked. It returns the body of the answer, or throws a `Problem`.
 */
export function operation<Body, Answer extends object | void>(
  description: OperationDescription<Body, Answer>,
  handle: (services: Services, call: Call<Body>) => NoInfer<Answer> | Promise<NoInfer<Answer>>,
): Operation {
  const {
    security,
    body: expected,
    answer: { status },
  } = withoutPrototype(description);
  return withoutPrototype({
    ...description,
    async respond(services: Services, context: Context) {
      requireToken(services, context, security);
      // Without a schema, `Body` is unknown.
      const body = (expected && (await readBody(context, expected.schema))) as Body;
      const answer = await handle(services, { id: context.req.param('id') ?? '', body, context });
      context.status(status);
      return answer === undefined ? context.body(null) : context.json(answer);
    },
  });
}
