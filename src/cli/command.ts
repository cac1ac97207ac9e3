/** A subcommand of `araucaria-connect`, in a module of its own, which is loaded when it is called. */
export type Command = {
  /** The text of `araucaria-connect <name> --help`. */
  help: string;
  /** Runs it with the arguments after its name, and returns the exit status. Throws a {@link UsageError}. */
  run(args: readonly string[]): Promise<number>;
};

/** An invalid command line: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
