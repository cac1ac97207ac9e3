// What to say of a call of Araucaria that got no answer.
import { documentedApiUrl } from '../../shared/documented-urls.ts';
import { containsApiKey } from '../../shared/limits.ts';
import { propertyOf } from '../prototype-pollution.ts';

/** Where a call went that got no answer, and why: for the host's log and no browser. */
export type NoAnswer = {
  /** Without a query. */
  address: string;
  /** As the runtime names it: `ECONNREFUSED`, `ENOTFOUND`. Undefined where it names none. */
  causeCode: string | undefined;
};

/** As a sentence: `Called http://127.0.0.1:4400/v1/connections: ECONNREFUSED.` */
export const calledSentence = ({ address, causeCode }: NoAnswer): string =>
  `Called ${address}${causeCode === undefined ? '' : `: ${causeCode}`}.`;

/** What to change, by where the call went. Empty for an address of the host's own. */
export function adviceFor(apiUrl: string): string {
  if (apiUrl === documentedApiUrl) {
    return `Is the way to the outside open? For the sandbox, set apiUrl: 'http://127.0.0.1:4400'.`;
  }
  if (!isLoopback(new URL(apiUrl).hostname)) return '';
  return 'Is the sandbox running there? Start it: npx araucaria-sandbox. In a container, this address is the container itself.';
}

const isLoopback = (host: string): boolean => /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

/** What errors are called where nothing is said by it. */
const plainNames: readonly unknown[] = ['Error', 'TypeError', 'AggregateError'];

/**
 * The code of an error of `fetch`, or of what caused it; else the name of its class. Undefined where the runtime gives
 * neither. No message: it may quote the request with its key. Never throws.
 */
export function causeCodeOf(error: unknown): string | undefined {
  try {
    const errors = withCauses(error);
    const codes = errors.map((each) => propertyOf(each, 'code'));
    const names = errors.map((each) => propertyOf(each, 'name')).filter((name) => !plainNames.includes(name));
    return [...codes, ...names].find(isCode);
  } catch {
    // A proxy may throw when it is read.
    return undefined;
  }
}

const isCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z]\w{2,63}$/.test(value) && !containsApiKey(value);

const maxCauses = 4;

/** An error and what caused it, one after the other. Node tries each address of a name, and lists what became of each. */
function withCauses(error: unknown): object[] {
  const errors: object[] = [];
  for (let each = error; typeof each === 'object' && each !== null && errors.length < maxCauses;) {
    errors.push(each);
    const tried = propertyOf(each, 'errors');
    each = propertyOf(each, 'cause') ?? (Array.isArray(tried) ? (tried[0] as unknown) : undefined);
  }
  return errors;
}
