import { containsApiKey } from '../../../shared/limits.ts';
import { apiWords } from '../api-behaviors.ts';
import type { Answer } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { Shortfall } from '../shortfall.ts';

/** What no answer may contain. The report never quotes it. */
export const leakRules: readonly Rule[] = [
  {
    ...without('leaked-key', 'an API key', ({ sent, apiCalls }, everything) => {
      // What was sent may come back, and words such as “expected arau_…” are no key.
      const texts = everything.match(/arau_\w+/gi) ?? [];
      const own = apiCalls.flatMap(({ headers }) => headers.authorization?.split(' ')[1] ?? []);
      return [...texts, ...own.filter((key) => everything.includes(key))].some(
        (text) => containsApiKey(text) && !sent.body?.includes(text),
      );
    }),
    says: 'No answer contains an API key.',
    change:
      'Never put the key, a request with its headers, or an answer of the API into an answer. Replace this key now.',
  },
  {
    ...without('leaked-api-text', 'words of the API', (_answer, everything) => everything.includes(apiWords)),
    says: "No answer contains the API's own words.",
    change: 'Write the detail of a failure yourself, by its status.',
  },
  {
    ...without('leaked-trace', 'a stack trace or a page of the framework', (_answer, everything) =>
      traces.some((pattern) => pattern.test(everything)),
    ),
    says: 'No answer contains a stack trace or a page for developers.',
    change: 'Catch errors in the endpoint and log them there. Turn off the debug mode of the framework.',
  },
];

/** Of Python, JavaScript, Java, PHP, Ruby, Go and .NET. */
const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /\bFile "[^"]+", line \d+/,
  /\bat .{1,200}\(?[\w./\\:-]+:\d+:\d+\)?/,
  /\bat [\w.$<>]+\([\w.]+(?:java|kt|scala):\d+\)/,
  /(?:Fatal error|Warning|Notice): .{1,300} on line \d+/,
  /#0 [\w/.-]+\.php\(\d+\)/,
  /[\w/.-]+\.rb:\d+:in\b/,
  /\bgoroutine \d+ \[/,
  /\bat .{1,200} in .{1,200}:line \d+/,
  /<!doctype html|<html[ >]/i,
];

/** JSON escapes the line breaks of a stack trace, and in PHP each slash. */
const unescaped = (text: string): string => text.replaceAll(/\\[nrt]/g, '\n').replaceAll('\\/', '/');

/** What all rules have that say what no answer contains. */
function without(
  name: string,
  what: string,
  contains: (answer: Answer, everything: string) => boolean,
): Pick<Rule, 'name' | 'try'> {
  return {
    name,
    try({ answers }) {
      for (const answer of answers) {
        const everything = `${[...answer.headers].flat().join('\n')}\n${unescaped(answer.text)}`;
        if (!contains(answer, everything)) continue;
        throw new Shortfall({
          sent: answer.sent,
          came: `${answer.status} with ${what}`,
          expected: `no ${what.replace(/^an? /, '')}`,
        });
      }
    },
  };
}
