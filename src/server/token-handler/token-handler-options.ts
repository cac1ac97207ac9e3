import { isOrigin } from '../../shared/web-origin.ts';
import { apiAccessNames, checkApiAccess, type ApiAccess, type CheckedAccess } from '../araucaria-api/api-access.ts';
import type { OnError } from '../failure-log.ts';
import { optionError } from '../option-error.ts';
import { ownOptions } from '../own-options.ts';

/** The options of {@link createTokenHandler}: own properties of the object; one that it inherits throws. */
export type TokenHandlerOptions<Context = unknown> = ApiAccess & {
  /**
   * Whether this visitor may create a connection (`connectionId` is null), or repair that one. Any result but `true` is
   * answered 403; if it throws, the answer is 500. There is no default: without a check, any visitor could repair
   * another user's connection.
   *
   * `request` carries the visitor's cookies and headers; its body has been read. `context` is what the handler was called
   * with beside it: the framework's own request, with its session and user.
   */
  authorize(request: Request, details: { connectionId: string | null; context: Context }): boolean | Promise<boolean>;
  /** Called when a connection was created: store its owner here. The token is sent afterwards, and not if this throws. */
  onConnectionCreated?: (details: { connectionId: string; request: Request; context: Context }) => void | Promise<void>;
  /**
   * Origins of pages that may call the handler, in addition to its own origin, each as browsers send it:
   * `https://shop.example`, `http://localhost:8100`, `capacitor://localhost`. No wildcards. Where a proxy hides the public
   * origin from `request.url`, list that one too, for browsers without fetch metadata.
   */
  allowedOrigins?: readonly string[] | undefined;
  /**
   * Names of further headers that pages of `allowedOrigins` may send, such as `Authorization`: those of the button's
   * property `headers`. Pages of the handler's own origin may send any.
   */
  allowedHeaders?: readonly string[] | undefined;
  /**
   * Told of every answer that is not 2xx, for your log and metrics. Default: one line on the console, with what came, what
   * was expected and the option that helps once for each reason.
   */
  onError?: OnError | undefined;
};

/** The options, checked and complete. */
export type CheckedOptions<Context> = {
  access: CheckedAccess;
  authorize: TokenHandlerOptions<Context>['authorize'];
  onConnectionCreated: NonNullable<TokenHandlerOptions<Context>['onConnectionCreated']>;
  allowedOrigins: readonly string[];
  allowedHeaders: readonly string[];
  onError: OnError | undefined;
};

const caller = 'createTokenHandler';

const optionNames = [
  'authorize',
  'onConnectionCreated',
  ...apiAccessNames,
  'allowedOrigins',
  'allowedHeaders',
  'onError',
] as const satisfies (keyof TokenHandlerOptions)[];

/** @throws {TypeError} that names the option, what was expected and the kind of what came; never a value */
export function checkOptions<Context>(options: TokenHandlerOptions<Context>): CheckedOptions<Context> {
  const given: Partial<TokenHandlerOptions<Context>> = ownOptions(caller, options, optionNames);
  const { authorize, onConnectionCreated = () => {}, allowedOrigins = [], allowedHeaders = [], onError } = given;
  const access = checkApiAccess(caller, given);
  if (typeof authorize !== 'function') throw optionError(caller, 'authorize', 'a function', authorize);
  if (typeof onConnectionCreated !== 'function') {
    throw optionError(caller, 'onConnectionCreated', 'a function', onConnectionCreated);
  }
  if (onError !== undefined && typeof onError !== 'function')
    throw optionError(caller, 'onError', 'a function', onError);
  return {
    access,
    authorize,
    onConnectionCreated,
    allowedOrigins: originsOf(allowedOrigins),
    allowedHeaders: headerNamesOf(allowedHeaders),
    onError,
  };
}

function headerNamesOf(values: unknown): readonly string[] {
  const names: unknown[] = Array.isArray(values) ? [...(values as unknown[])] : [values];
  if (Array.isArray(values) && names.every(isHeaderName)) return names;
  throw optionError(caller, 'allowedHeaders', 'an array of header names such as Authorization, without *', values);
}

/** Not `*`: to a browser that sends cookies it is a name like any other. */
const isHeaderName = (value: unknown): value is string => typeof value === 'string' && /^[\w-]+$/.test(value);

function originsOf(values: unknown): readonly string[] {
  if (!Array.isArray(values))
    throw optionError(caller, 'allowedOrigins', 'an array of origins such as https://shop.example', values);
  // A copy: the host may change its array later.
  const origins: unknown[] = [...(values as unknown[])];
  if (origins.every(isOrigin)) return origins;
  const index = origins.findIndex((value) => !isOrigin(value));
  const value = origins[index];
  throw new TypeError(
    `${caller}: expected allowedOrigins to be origins as browsers send them, scheme://host or ` +
      'scheme://host:port: in lower case, without the default port, a path or a slash at the end, and not null; ' +
      (typeof value === 'string' && value.includes('*')
        ? `got a wildcard at [${index}], which never matches. List each origin by itself.`
        : `got something else at [${index}].`),
  );
}
