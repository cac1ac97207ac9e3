import { describeValue } from './describe-value.ts';

/** The error of an option that can't be used. It tells the kind of what came, and never a value, which may be secret. */
export function optionError(caller: string, option: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${caller}: expected ${option} to be ${expected}; got ${describeOption(value)}.`);
}

/** Settings often come from files and shells that add to them. */
function describeOption(value: unknown): string {
  if (typeof value !== 'string') return describeValue(value);
  if (value.trim() === '') return 'an empty string';
  if (value !== value.trim()) return 'a string with a blank or a line break at one end';
  if (/^(["'`]).*\1$/s.test(value)) return 'a string in quotes';
  return 'a string of another form';
}
