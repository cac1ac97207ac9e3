import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The variables of a file such as your application's `.env`, and those of the environment, which win. */
export function withSettingsFile(file: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...parseEnv(readFileSync(file, 'utf8')), ...environment };
}
