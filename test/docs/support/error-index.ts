import type { ConnectErrorCode } from '../../../src/shared/connect-error.ts';
import { tokenErrorCodes } from '../../../src/shared/token-error.ts';
import { widgetErrors, type WidgetErrorCode } from '../../../src/shared/widget-error.ts';
import { readErrorPage } from './error-page.ts';
import { textTables } from './user-texts.ts';

/** All codes, by the table of the list that they are in. */
export const codesByPlace: Readonly<Record<string, readonly ConnectErrorCode[]>> = {
  'page and token endpoint': tokenErrorCodes,
  'widget script': [
    'widget-load-failed',
    'widget-load-timeout',
    'widget-blocked',
    'widget-unavailable',
    'widget-open-failed',
    'widget-busy',
    'widget-error',
  ],
  // `Object.keys` loses the key type.
  widget: Object.keys(widgetErrors) as WidgetErrorCode[],
};

/** The table of the codes of a place. */
export function codeTable(place: string): string {
  const rows = codesByPlace[place]?.map((code) => {
    const { text, messages } = readErrorPage(code);
    const [, first = ''] = text.split('\n\n');
    const answers = new Set(messages.map(({ retryable }) => (retryable ? 'yes' : 'no')));
    const said = answers.size > 1 ? 'depends' : [...answers].join('');
    const [, below] = /Below the button \|\n.*\n\| English \| (.+) \|/.exec(textTables(code)) ?? [];
    const sentence = first.replaceAll('\n', ' ').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
    return `| [\`${code}\`](${code}.md) | ${sentence.replaceAll('**', '')} | ${below} | ${said} |`;
  });
  return [
    '| code | what it says | what users read below the button | second click |',
    '| --- | --- | --- | --- |',
    ...(rows ?? []),
  ].join('\n');
}
