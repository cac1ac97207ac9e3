import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Step } from './guide.ts';

/** Variables that npm and the tests have set. */
const ofThisRepository = /^(?:npm_(?!config_registry)|ARAUCARIA_|NODE_ENV)/i;

const root = join(import.meta.dirname, '../..');

/** A developer who follows the guide in an empty folder, with the packed tarball in the place of the published package. */
export class Walk implements Disposable {
  readonly #home = mkdtempSync(join(tmpdir(), 'araucaria-quick-start-'));
  readonly #folder = join(this.#home, 'my-app');
  readonly #running: ChildProcess[] = [];
  readonly #tarball: string;
  #printed = '';

  constructor() {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.#home];
    const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' })) as [
      { filename: string },
    ];
    this.#tarball = join(this.#home, filename);
    mkdirSync(this.#folder);
  }

  /** What the servers have written. */
  get printed(): string {
    return this.#printed;
  }

  follow(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === 'file') this.#write(step.path, step.text);
      else if (step.staysRunning) this.#start(step.text);
      else this.#run(step.text);
    }
  }

  /** Puts a folder of this repository into that of the application. */
  copy(source: string, target: string): void {
    cpSync(join(root, source), join(this.#folder, target), { recursive: true });
  }

  /** What a command prints that finds something; empty where it finds nothing. */
  findingsOf(command: string): string {
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', command], {
      cwd: this.#folder,
      env: this.#environment,
      encoding: 'utf8',
      timeout: 120_000,
    });
    return status === 0 ? '' : `${stdout}${stderr}`;
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
    writeFileSync(join(this.#folder, path), text);
  }

  #run(commands: string): void {
    execFileSync('bash', ['-ec', this.#withTarball(commands)], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 180_000,
    });
  }

  #start(command: string): void {
    // A group of its own, which ends as a whole.
    const child = spawn('bash', ['-ec', this.#withTarball(command)], {
      cwd: this.#folder,
      env: this.#environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => (this.#printed += String(chunk)));
    }
    this.#running.push(child);
  }

  /** The package is not published yet. What Debian has of Python is not installed again. */
  #withTarball(commands: string): string {
    return (
      commands
        .replace('npm install araucaria-connect', `npm install ${this.#tarball}`)
        // It would ask whether it may install.
        .replaceAll('npx create-next-app', 'npx --yes create-next-app')
        .replaceAll('npx araucaria-connect', `npx --yes -p ${this.#tarball} araucaria-connect`)
        .replaceAll('npx -p araucaria-connect', `npx --yes -p ${this.#tarball}`)
        .replace(/^pip install .*$/m, '')
    );
  }

  /** Nothing of this repository but its Node. */
  get #environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !ofThisRepository.test(name));
    const path = [dirname(process.execPath), '/usr/bin', process.env['PATH']].join(delimiter);
    return { ...Object.fromEntries(inherited), PATH: path, XDG_CACHE_HOME: this.#home, NEXT_TELEMETRY_DISABLED: '1' };
  }

  [Symbol.dispose](): void {
    for (const { pid } of this.#running) {
      try {
        if (pid) process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended by itself, which the test has told by then.
      }
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}
