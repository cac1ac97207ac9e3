import { isOrigin } from '../../shared/web-origin.ts';
import { idPattern } from '../../shared/limits.ts';
import { UsageError, type Command } from '../command.ts';
import { parseArguments } from '../parse-arguments.ts';
import { startApiStandIn } from './api-stand-in.ts';
import { checkEndpoint, ruleNames } from './check-endpoint.ts';
import type { Subject } from './endpoint.ts';
import { hasShortfall, jsonReport, textReport } from './report.ts';
import { NoAnswer } from './send.ts';

/** How long the button waits for an answer. */
const buttonTimeoutMs = 20_000;

const options = {
  header: { type: 'string', multiple: true, short: 'H' },
  'connection-id': { type: 'string' },
  origin: { type: 'string' },
  'api-port': { type: 'string' },
  skip: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

export const checkCommand: Command = {
  help: `Usage: npx araucaria-connect check <url> [options]

Tries the token endpoint at the URL against the rules that <araucaria-connect-button> relies on, and says what to change.
Each try of a new connection creates one: have the endpoint call the sandbox, or the check itself (--api-port).

  --header <name: value>  on each request, such as the session of a visitor: --header "Cookie: session=…". Repeatable
  --api-port <port>       stands in for the API at http://127.0.0.1:<port>, so that it can answer in every way. Start the
                          endpoint with this address in place of https://api.araucaria.money
  --connection-id <id>    a connection of that visitor's in FAILED_AUTH, to try a repair without --api-port
  --origin <origin>       the origin of the page, if the endpoint is on another one
  --skip <rule>           leaves out a rule. Repeatable
  --json                  prints the report as JSON

The exit status is 0 where all rules hold, 1 where one falls short, 2 for a wrong use.`,

  async run(args) {
    const { subject, apiPort, skip, isJson } = readArguments(args);
    const api = apiPort === null ? null : await startApiStandIn(apiPort);
    try {
      const outcomes = await checkEndpoint({ ...subject, api }, skip);
      console.log((isJson ? jsonReport : textReport)(subject.url.href, outcomes));
      return hasShortfall(outcomes) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const advice = error.isUnreachable ? ' Is your server running, on this port?' : '';
      throw new UsageError(`Expected a token endpoint at ${subject.url.href}; ${error.message}.${advice}`);
    } finally {
      await api?.close();
    }
  },
};

type Arguments = {
  subject: Omit<Subject, 'api'>;
  apiPort: number | null;
  skip: readonly string[];
  isJson: boolean;
};

/** Reads the command line. Throws a {@link UsageError}. */
function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArguments(args, options);
  const [address = '', ...others] = positionals;
  if (others.length > 0 || !URL.canParse(address) || !/^https?:\/\//.test(address)) {
    throw new UsageError('Expected one http or https URL, that of the token endpoint.');
  }
  const { header = [], 'connection-id': connectionId = null, origin = null, 'api-port': port, skip = [] } = values;
  if (connectionId !== null && !idPattern.test(connectionId)) {
    throw new UsageError('Expected --connection-id to be 1 to 64 letters, digits, hyphens and underscores.');
  }
  if (origin !== null && !isOrigin(origin)) {
    throw new UsageError('Expected --origin to be an origin as browsers send it, such as https://shop.example.');
  }
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    throw new UsageError('Expected --api-port to be a number from 1 to 65535.');
  }
  const unknown = skip.find((name) => !ruleNames.includes(name));
  if (unknown !== undefined) throw new UsageError(`Expected --skip to be one of ${ruleNames.join(', ')}.`);
  return {
    subject: {
      url: new URL(address),
      headers: Object.fromEntries(header.map(headerOf)),
      origin,
      connectionId,
      timeoutMs: buttonTimeoutMs,
    },
    apiPort: port === undefined ? null : Number(port),
    skip,
    isJson: values.json === true,
  };
}

function headerOf(text: string): [string, string] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError('Expected --header to be a name and a value, such as "Cookie: session=1".');
  }
  return [name, value];
}
