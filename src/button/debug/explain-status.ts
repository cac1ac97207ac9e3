import { pageOrigin } from '../widget-script/resolve-url.ts';
import type { Failure } from './failure.ts';
import { findingsOf, type Finding } from './finding.ts';
import { routeFor, type Subject } from './subject.ts';

const { problem, unknown } = findingsOf('endpoint');

/** What a status of the token endpoint means. `message` has the `detail` of its problem, where it sent one. */
export function explainStatus(
  { status = 0, message, retryAfter, requestId }: Failure,
  { tokenEndpoint }: Subject,
): Finding[] {
  const log = requestId
    ? ` The log of your server has it under ${requestId}.`
    : ' The log of your server has the reason.';
  switch (status) {
    case 0:
      return [
        problem(
          'The endpoint answered with a redirect, which is not followed: to a login, to the address with or without a slash at its end, or from http to https.',
          'token-endpoint="…"   (the address that answers itself)',
        ),
      ];
    case 401:
      return [
        problem(
          'Your server says that the user is not signed in: the session has ended, or the request has no cookie. ' +
            'On another origin, cookies need credentials="include" and SameSite=None; Secure.',
        ),
      ];
    case 403:
      return [forbidden(message)];
    case 404:
      return [problem('Your server has no route for POST at token-endpoint.', routeFor(tokenEndpoint))];
    case 405:
      return [
        problem(
          'Your server has the path, but not for POST. The handler answers all methods itself.',
          routeFor(tokenEndpoint),
        ),
      ];
    case 415:
    case 400:
      return [
        problem(
          `The token handler did not get the JSON that the button sent. ${message} A body parser or a proxy has changed it.`,
          'Mount toNodeHandler(mintWidgetToken) before the body parser.',
        ),
      ];
    case 419:
    case 422:
      return [csrf(`Your server answered ${status}: often its protection against CSRF.`)];
    case 429:
      return [
        unknown(`Too many requests${retryAfter === undefined ? '' : `; ask again in ${retryAfter} s`}. ${message}`),
      ];
    case 502:
      return [
        problem(
          `Your server could not use Araucaria: the API key is wrong, apiUrl is wrong, or Araucaria is not reachable from it.${log}`,
          'createTokenHandler({ apiKey: process.env.ARAUCARIA_API_KEY, apiUrl: …, … })',
        ),
      ];
    case 503:
    case 504:
      return [unknown(`Araucaria did not answer your server, or not in time.${log}`)];
    default:
      return [
        problem(
          status >= 500
            ? `Your server failed (${status}): authorize or onConnectionCreated threw, or the handler was not reached.${log}`
            : `Your server answered ${status}. ${message}`,
        ),
      ];
  }
}

function forbidden(message: string): Finding {
  if (/\borigin\b/i.test(message)) {
    return problem(
      `The token handler does not answer pages of ${pageOrigin()}. ${message}`,
      `createTokenHandler({ allowedOrigins: ['${pageOrigin()}'], … })`,
    );
  }
  if (/authorize/.test(message)) {
    return problem(
      `Your own authorize said no. ${message} Is the user signed in, does the request have its cookie, and does the connection belong to them?`,
      'authorize: (request, { connectionId }) => …   (must give true)',
    );
  }
  return csrf('Your server answered 403, and not by the token handler: a CSRF check, a login or a firewall before it.');
}

const csrf = (says: string): Finding =>
  problem(
    says,
    "button.headers = () => ({ 'X-CSRF-Token': … })   (or take the route out of the check: the handler makes its own)",
  );
