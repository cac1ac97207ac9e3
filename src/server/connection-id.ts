import { containsApiKey, idPattern } from '../shared/limits.ts';

/** Whether it is an id that is safe in URLs, answers and logs. An API key consists of the same characters and is none. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && idPattern.test(value) && !containsApiKey(value);
