import { describeValue } from '../describe-value.ts';
import { problemFor } from '../host-error.ts';
import { answerOf, type LambdaAnswer } from './lambda-answer.ts';
import { requestOf } from './lambda-event.ts';

/** A handler of this package: for widget tokens, or for webhooks. */
type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** The handler of a Lambda, for HTTP events in each of their formats; its type fits those of `@types/aws-lambda`. */
export type LambdaHandler = (event: object) => Promise<LambdaAnswer>;

/**
 * Makes the handler of an AWS Lambda, behind API Gateway (REST or HTTP API), a function URL or a load balancer.
 *
 * The event is the handler's `context`, so that `authorize` reaches what an authorizer found out:
 * `context.requestContext.authorizer`.
 *
 * @example
 * ```ts
 * export const widgetToken = toLambdaHandler(mintWidgetToken);
 * export const webhook = toLambdaHandler(handleWebhook);
 * ```
 *
 * @throws {TypeError} for a handler that is no function; the made one rejects with it for an event that is not of HTTP
 */
export function toLambdaHandler<Context>(handler: Handler<Context>): LambdaHandler {
  if (typeof handler !== 'function') throw new TypeError('toLambdaHandler: expected a handler, which is a function.');
  return async (event) => {
    try {
      const request = requestOf(event);
      if (!request) throw new NotHttp(event);
      return await answerOf(await handler(request, event as Context), event);
    } catch (error) {
      if (error instanceof NotHttp) throw error;
      return answerOf(problemFor('toLambdaHandler', error).toResponse({}), event);
    }
  };
}

/** The test of Lambda's console sends such an event. */
class NotHttp extends TypeError {
  constructor(event: unknown) {
    super(
      'toLambdaHandler: expected an HTTP event of API Gateway, a function URL or a load balancer; ' +
        `got ${describeValue(event)} without a method. Call the function by its URL, or test with one of these events.`,
    );
  }
}
