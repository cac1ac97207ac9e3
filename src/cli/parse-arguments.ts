import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './command.ts';

type Config<Options extends ParseArgsOptionsConfig> = { args: string[]; options: Options; allowPositionals: true };

/** Reads the arguments of a subcommand. Throws a {@link UsageError}. */
export function parseArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<Config<Options>>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // The first sentence is the reason.
    throw new UsageError(error.message.split('. ')[0]);
  }
}
