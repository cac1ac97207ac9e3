/// <reference lib="esnext.disposable" preserve="true" />
import type { Connection } from '../shared/connection.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { SandboxSettings } from './settings.ts';

/** How a sandbox is started; what is left out has its default, and the environment plays no part. */
export type SandboxOptions = Partial<SandboxSettings> & {
  /** The time it goes by; several sandboxes may share one. Default: a clock of its own. */
  clock?: Clock;
  /** Hears what happens. Default: nobody does. */
  log?: Log;
};

/** An Araucaria that runs in this process. */
export type Sandbox = {
  /** `http://127.0.0.1:4400`, without a slash at the end: what stands in for `https://api.araucaria.money`. */
  url: string;
  port: number;
  /** The widget's script, for the button's `widget-src`. */
  widgetSrc: string;
  /** What the documented API accepts. */
  apiKey: string;
  /** The sandbox's time. `clock.advance(900_000)` lets 15 minutes pass: tokens expire, webhooks are tried again. */
  clock: Clock;

  /** What a host's backend does: a new connection and the token to open the widget with. */
  createConnection(request?: { institutionId?: string }): Promise<{ connectionId: string; widgetToken: string }>;
  /** How a connection stands. */
  connection(connectionId: string): Promise<Connection>;
  /** Links without a browser: the preselected bank, the one to repair, or the first. */
  connect(connectionId: string): Promise<Connection>;
  /** Plays the user who changed the bank password: `CONNECTED` becomes `FAILED_AUTH`. */
  failAuth(connectionId: string): Promise<Connection>;

  /** Takes no more requests, ends those under way, and closes the database. Undelivered webhooks stay in it. */
  close(): Promise<void>;
  /** `await using sandbox = await startSandbox()` closes it where the block ends. */
  [Symbol.asyncDispose](): Promise<void>;
};
