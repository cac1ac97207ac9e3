import type { SandboxApi } from './sandbox-api.ts';

/** What a subcommand works with. */
export type Call = {
  api: SandboxApi;
  /** Its argument; empty if it takes none. */
  id: string;
  /** Whether to print JSON in place of text. */
  json: boolean;
  print(line: string): void;
};

/** A subcommand, which calls a sandbox that runs. */
export type Subcommand = {
  /** One line for the help. */
  summary: string;
  /** What its argument is; null if it takes none. */
  argument: 'connection' | 'webhook' | null;
  /** Rejects with a `CallError`. */
  run(call: Call): Promise<void>;
};
