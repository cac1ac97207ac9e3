import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the pages. */
export const folder = join(import.meta.dirname, '../../../docs/errors');

/** A row of the table of messages: `…` in a message stands for what differs. */
export type MessageRow = { message: string; retryable: boolean; cause: string };

/** The page of an error code. */
export type ErrorPage = {
  text: string;
  /** The headings of the second level, in order. */
  sections: string[];
  /** The section's text, without its heading. */
  section(name: string): string;
  messages: MessageRow[];
  /** Whether users read this, in English. */
  hasText(seen: string): boolean;
  /** What the page says of the browser's console. */
  onConsole: string;
};

const messageRow = /^\| `(.+?)` \| (yes|no) \| (.+) \|$/gm;

export function readErrorPage(code: string): ErrorPage {
  const text = readFileSync(join(folder, `${code}.md`), 'utf8');
  const parts = text.split(/^## /m);
  const section = (name: string): string =>
    parts.find((part) => part.startsWith(`${name}\n`))?.slice(name.length + 1) ?? '';
  const english = Array.from(text.matchAll(/^\| English \| (.+) \|$/gm), ([, said = '']) =>
    pattern(said.split(/\{\w+\}/)),
  );
  return {
    text,
    sections: parts.slice(1).map((part) => part.slice(0, part.indexOf('\n'))),
    section,
    messages: Array.from(text.matchAll(messageRow), ([, message = '', again, cause = '']) => ({
      message,
      retryable: again === 'yes',
      cause,
    })),
    hasText: (seen) => english.some((each) => each.test(seen.replaceAll(/[\u2066-\u2069]/g, ''))),
    onConsole:
      section('Where it is seen')
        .split(/^- /m)
        .find((bullet) => bullet.startsWith('**Console**')) ?? '',
  };
}

/** Whether a message of an error is that of a row. */
export const isMessageOf = (row: string, message: string): boolean => pattern(row.split('…')).test(message);

/** Matches these words with anything between them. */
function pattern(words: string[]): RegExp {
  const escaped = words.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.+')}$`, 's');
}
