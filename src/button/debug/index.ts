import { AraucariaError } from '../errors.ts';
import { checkTokenRequest, requestWidgetToken } from '../widget-token.ts';
import { checkEndpoint } from './endpoint.ts';
import { checkEnvironment } from './environment.ts';
import { explainError } from './explain-error.ts';
import { failureOf } from './failure.ts';
import { findingsOf, type Finding } from './finding.ts';
import { checkFrame } from './frame.ts';
import { reportText, sorted } from './report.ts';
import { checkScript } from './script.ts';
import { complete, subjectOf, type Subject } from './subject.ts';

export type { Finding, Subject };

const tag = 'araucaria-connect-button';

/**
 * Looks at the page, the token endpoint, the widget script and the frame, and reports what it finds. It makes no connection.
 *
 * @param given a button, or settings of one; by default the first button of the page
 */
export async function diagnose(
  given: HTMLElement | Partial<Subject> | null = document.querySelector<HTMLElement>(tag),
): Promise<Finding[]> {
  const subject = given instanceof HTMLElement ? subjectOf(given) : complete(given ?? {});
  const environment = checkEnvironment();
  // A page without an origin can do none of the rest.
  if (environment.some(({ says }) => /no origin/.test(says))) return environment;
  const [endpoint, script] = await Promise.all([checkEndpoint(subject), checkScript(subject)]);
  const frame = script.isLoaded ? await checkFrame(subject) : [];
  return sorted([...environment, ...endpoint, ...script.findings, ...frame]);
}

/** As {@link diagnose}, with the findings in the console. For the console itself: `(await import(url)).printDiagnosis()`. */
export async function printDiagnosis(...args: Parameters<typeof diagnose>): Promise<void> {
  print(reportText('Araucaria Connect: what this page is like', await diagnose(...args)));
}

/**
 * Requests a widget token, as a click does, and tells whether the answer is right. A new connection stays `PENDING`.
 *
 * @param given settings of a button; `connectionId` for one to repair
 */
export async function tryTokenRequest(given: Partial<Subject>): Promise<Finding[]> {
  const subject = complete(given);
  try {
    checkTokenRequest(subject);
    const { connectionId } = await requestWidgetToken(subject, new AbortController().signal);
    return [
      findingsOf('endpoint').good(`The endpoint answers with a widget token, for the connection ${connectionId}.`),
    ];
  } catch (error) {
    if (!AraucariaError.is(error)) throw error;
    return explainError(failureOf(error), subject);
  }
}

const explained = new WeakSet<HTMLElement>();

/** Prints a diagnosis of a button's page, and an explanation of each failure of the button from now on. */
export function explainFailures(button: HTMLElement): void {
  if (explained.has(button)) return;
  explained.add(button);
  button.addEventListener('araucaria-exit', ({ detail: { error } }) => {
    if (!error) return;
    const failure = failureOf(error);
    void explainError(failure, subjectOf(button)).then((findings) =>
      print(reportText(`Araucaria Connect: why the button reported ${failure.code}`, findings, failure)),
    );
  });
  void printDiagnosis(button);
}

// In one call, so that a test and a bug report have it whole.
// oxlint-disable-next-line no-console -- this module is there to print
const print = (text: string): void => console.info(text);
