import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canarySecret } from '../../server/support/canary-key.ts';
import type { FromHost, ToHost } from './host-process.ts';
import type { Fault } from './network-faults.ts';

export type HostSettings = {
  /** The module of the webhook handler. */
  recipe: string;
  /** The module of its `claim`, if it has one. */
  claim?: string | undefined;
  environment: Readonly<Record<string, string>>;
};

/** A process of a host's backend. It is started again whenever it was killed. */
export class Host {
  readonly #settings: HostSettings;
  #child: ChildProcess | null = null;
  #url = '';
  #log = '';
  /** How often it was killed, and how often a connection of it broke. */
  kills = 0;
  cuts = 0;

  constructor(settings: HostSettings) {
    this.#settings = settings;
  }

  /** What it has written. */
  get log(): string {
    return this.#log;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async start(): Promise<void> {
    const { recipe, claim = '', environment } = this.#settings;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'host-process.ts'), recipe, claim], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ARAUCARIA_WEBHOOK_SECRET: canarySecret, ...environment },
    });
    child.stderr?.on('data', (chunk) => (this.#log += chunk));
    child.on('message', (message: FromHost) => void ('cut' in message && (this.cuts += 1)));
    this.#child = child;
    const port = await this.#next((message) => ('port' in message ? message.port : null));
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** The status of its answer; null if there is none. */
  async deliver(init: RequestInit): Promise<number | null> {
    try {
      const response = await fetch(this.#url, init);
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  /** What happens at one of its next writes; null takes that back. */
  async arm(fault: Fault | null): Promise<void> {
    await this.#ask({ fault });
  }

  /** Starts it again if it was killed, or waits until it is connected again. Any other end is a defect of the recipe. */
  async revive(): Promise<void> {
    if (await this.#ask({})) return;
    if (this.#child?.signalCode !== 'SIGKILL')
      throw new Error(`Expected a process that stays; it ended:\n${this.#log}`);
    this.kills += 1;
    await this.start();
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Whether it lives: a process that was killed may not have been told yet. */
  async #ask(message: ToHost): Promise<boolean> {
    // The callback takes the error of a channel that has closed.
    if (this.isRunning) this.#child?.send(message, () => {});
    return this.#next((answer) => ('isReady' in answer ? true : null)).catch(() => false);
  }

  /** The first message in which something is found. Rejects when the process has ended. */
  async #next<Found>(find: (message: FromHost) => Found | null): Promise<Found> {
    const child = this.#child;
    if (!child || !this.isRunning) throw new Error('Expected a process that runs.');
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    const onMessage = (message: FromHost): void => {
      const found = find(message);
      if (found !== null) resolve(found);
    };
    const onExit = (): void => reject(new Error(`The host's process ended:\n${this.#log}`));
    child.on('message', onMessage).once('exit', onExit);
    try {
      return await promise;
    } finally {
      child.off('message', onMessage).off('exit', onExit);
    }
  }
}
