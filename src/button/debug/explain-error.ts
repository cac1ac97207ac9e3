import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import type { ConnectErrorCode } from '../errors.ts';
import type { Failure } from './failure.ts';
import { readProperty, readText } from '../safe-read.ts';
import { linkBase, pageOrigin } from '../widget-script/resolve-url.ts';
import { checkEndpoint } from './endpoint.ts';
import { checkEnvironment } from './environment.ts';
import { explainStatus } from './explain-status.ts';
import { findingsOf, type Finding } from './finding.ts';
import { checkFrame } from './frame.ts';
import { checkScript } from './script.ts';
import type { Subject } from './subject.ts';

const endpoint = findingsOf('endpoint');
const script = findingsOf('script');
const frame = findingsOf('frame');
const environment = findingsOf('environment');

type Explain = (error: Failure, subject: Subject) => Finding[] | Promise<Finding[]>;

const scriptFindings: Explain = async (_error, subject) => (await checkScript(subject)).findings;

/** A failure that is the user's, or the bank's. The widget has told the user what helps. */
const ofTheUser: Explain = () => [
  environment.good('Nothing in your page is wrong: this comes from the bank, or from what the user typed.'),
];

const explanations: Record<ConnectErrorCode, Explain> & Partial<Record<string, Explain>> = {
  misconfigured: ({ message }) => {
    const problems = checkEnvironment().filter(({ outcome }) => outcome === 'problem');
    return problems.length > 0 && message.includes('origin') ? problems : [environment.problem(message)];
  },
  'token-request-failed': failedRequest,
  'token-request-timeout': (_error, { fetchToken }) => [
    fetchToken
      ? endpoint.problem('fetchToken did not settle within 20 s.')
      : endpoint.problem(
          'Your server took the request and gave no answer. createTokenHandler itself answers after 10 s at most, so the ' +
            'request did not reach it, or authorize or onConnectionCreated did not settle.',
        ),
  ],
  'token-request-rejected': explainStatus,
  unauthorized: explainStatus,
  'connection-not-found': () => [
    endpoint.problem(
      'Your server or Araucaria does not know the connection of connection-id: it was deleted, belongs to another API key, ' +
        'or is an id of the sandbox in production, or the other way round.',
      'connection-id=""   (a new connection)',
    ),
  ],
  'connection-not-repairable': () => [
    endpoint.problem(
      'Only a connection in FAILED_AUTH can be repaired. This one works, or was never made.',
      'Show the button with connection-id after the webhook connection.failed_auth; else without it.',
    ),
  ],
  'token-response-invalid': ({ message }) => [
    endpoint.problem(
      `The answer is not what the button needs. ${message}`,
      'Response.json({ widgetToken, connectionId })   (as createTokenHandler answers)',
    ),
  ],
  'secret-key-exposed': ({ message }) => [
    endpoint.problem(
      `An API key reached the page, where everybody can read it. ${message}`,
      'Make a new key at Araucaria, delete this one, and keep the new one in your server’s environment.',
    ),
  ],
  'widget-load-failed': scriptFindings,
  'widget-load-timeout': scriptFindings,
  'widget-blocked': scriptFindings,
  'widget-unavailable': scriptFindings,
  'widget-open-failed': ({ message }) => [
    script.problem(`The widget script refused to open. ${message} Another script may have replaced Araucaria.open.`),
  ],
  'widget-busy': () => [
    script.problem(
      'Another widget of this page is open, from another button or by Araucaria.open. One can be open at a time.',
    ),
  ],
  'widget-error': ({ message }) => [
    script.unknown(`The widget gave an error without a code that this button knows. ${message}`),
  ],
  'token-expired': () => [
    endpoint.problem(
      'The widget token was older than 15 minutes, and could not be renewed. Request it on the click, as the button does, and not when the page is made.',
    ),
  ],
  'token-invalid': (_error, { widgetSrc }) => [
    endpoint.problem(
      `The widget of ${originOf(widgetSrc)} does not know the token: it was used before, or comes from another Araucaria.`,
      `createTokenHandler({ apiUrl: '${originOf(widgetSrc)}', … })   (the API and the widget of one place)`,
    ),
  ],
  'origin-not-allowed': ({ message }, { widgetSrc }) => [
    frame.problem(
      `Araucaria does not allow ${pageOrigin()}, or a page around it, for this API key. ${message}`,
      /\/\/(localhost|127\.|\[::1\])/.test(originOf(widgetSrc))
        ? `ARAUCARIA_ALLOWED_ORIGINS=${pageOrigin()} npx -p araucaria-connect araucaria-sandbox`
        : `Add ${pageOrigin()} to the allowed origins of the application at Araucaria.`,
    ),
  ],
  'frame-unreachable': (_error, subject) => checkFrame(subject),
  'keyboard-taken': () => [
    environment.problem(
      `Something of the page takes the keyboard while the form is open; now it is at ${describe(unclobberedDocument().activeElement)}. ` +
        'A focus trap of a dialog around the button, a chat window, or an autofocus does that.',
      'Close your own dialog at araucaria-open, or switch its focus trap off.',
    ),
  ],
  'institution-not-listed': ofTheUser,
  'institution-unavailable': ofTheUser,
  'invalid-credentials': ofTheUser,
  'account-locked': ofTheUser,
  'mfa-failed': ofTheUser,
  'mfa-timeout': ofTheUser,
  'connection-timeout': ofTheUser,
  'internal-error': ({ message }) => [
    script.unknown(
      `Something unexpected happened. ${message} Report it with the request id and what stands in this console.`,
    ),
  ],
};

/** Why a run failed, and what to change: looks at the page and at what can be reached from it. */
export async function explainError(error: Failure, subject: Subject): Promise<Finding[]> {
  if (!navigator.onLine) return [environment.problem('The browser is offline.')];
  // Another copy of the button may have a code that this one does not know.
  return (explanations[error.code] ?? explanations['widget-error'])(error, subject);
}

async function failedRequest({ cause }: Failure, subject: Subject): Promise<Finding[]> {
  if (subject.fetchToken || typeof subject.headers === 'function') {
    const reason = readText(cause, 'message');
    if (subject.fetchToken || readProperty(cause, 'name') !== 'TypeError') {
      const name = subject.fetchToken ? 'fetchToken' : 'headers';
      return [endpoint.problem(`${name} of your page failed${reason && `: ${reason}`}.`)];
    }
  }
  const findings = await checkEndpoint(subject);
  if (findings.some(({ outcome }) => outcome === 'problem')) return findings;
  const { origin } = new URL(subject.tokenEndpoint, linkBase());
  return origin === pageOrigin()
    ? [...findings, endpoint.unknown('The endpoint answers now: the connection broke while the request was under way.')]
    : [
        ...findings,
        endpoint.problem(
          'The endpoint answers GET, but not the POST of the button: its preflight request (OPTIONS) is refused, or one of headers is not allowed.',
          `createTokenHandler({ allowedOrigins: ['${pageOrigin()}'], ${allowedHeaders(subject)}… })   (and a route for all methods)`,
        ),
      ];
}

/** The option of the token handler for the button's headers, if it has any. */
function allowedHeaders({ headers }: Subject): string {
  if (!headers) return '';
  const names = typeof headers === 'function' ? ['…'] : [...new Headers(headers).keys()];
  return `allowedHeaders: [${names.map((name) => `'${name}'`).join(', ')}], `;
}

/** The origin of a script that was loaded. */
const originOf = (src: unknown): string => new URL(String(src), location.href).origin;

/** An element as a developer finds it. */
function describe(element: Element | null): string {
  if (!element) return 'nothing';
  const { localName, id, classList } = element;
  return `<${localName}${id && ` id="${id}"`}${classList.length > 0 ? ` class="${classList.value}"` : ''}>`;
}
