/// <reference lib="esnext.disposable" preserve="true" />
import type { Connection } from '../shared/connection.ts';
import type { WidgetToken } from '../shared/widget-token.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { SandboxSettings } from './settings.ts';

/** How to start a sandbox. Options that are left out have defaults; the environment is not read. */
export type SandboxOptions = Partial<SandboxSettings> & {
  /** The sandbox's clock. Several sandboxes may share one. Default: a new clock. */
  clock?: Clock;
  /** Called with each event. Default: none. */
  log?: Log;
  /** Whether to delete all connections and webhooks of the database first. Default: false. */
  reset?: boolean;
  /**
   * Whether to add a connection in each state, if it is not there: `conn_example_pending`, `conn_example_connected` and
   * `conn_example_broken`. Default: false.
   */
  seed?: boolean;
};

/** An Araucaria that runs in this process. */
export type Sandbox = {
  /** `http://127.0.0.1:4400`, without a slash at the end. Use it in place of `https://api.araucaria.money`. */
  url: string;
  port: number;
  /** The URL of the widget's script, for the button's `widget-src`. With a `publicUrl`, at that. */
  widgetSrc: string;
  /** The key for the documented API. */
  apiKey: string;
  /** The secret that signs webhooks, `whsec_…`; null if there is no `webhookUrl`. */
  webhookSecret: string | null;
  /** The sandbox's clock. `clock.advance(900_000)` advances it by 15 minutes: tokens expire, webhooks are retried. */
  clock: Clock;

  /** Creates a connection and a token to open the widget with, as a host's backend does. */
  createConnection(request?: { institutionId?: string }): Promise<WidgetToken>;
  /** The current state of a connection. */
  connection(connectionId: string): Promise<Connection>;
  /** Links a bank without a browser: the preselected bank, the bank to repair, or the first bank. */
  connect(connectionId: string): Promise<Connection>;
  /** Acts as a user who changed the bank password: `CONNECTED` becomes `FAILED_AUTH`. */
  failAuth(connectionId: string): Promise<Connection>;

  /** Accepts no more requests, finishes those in progress, and closes the database. Undelivered webhooks stay in it. */
  close(): Promise<void>;
  /** `await using sandbox = await startSandbox()` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
};
