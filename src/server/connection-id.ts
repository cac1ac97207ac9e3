import { containsApiKey, idPattern } from '../shared/limits.ts';

/** Whether it is an id that may go into URLs, answers and logs: an API key has the same letters, and may not. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && idPattern.test(value) && !containsApiKey(value);
