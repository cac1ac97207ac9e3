import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The members of the packed `package.json` that tests read. */
export type Manifest = {
  exports: Record<string, string | Record<string, string>>;
  version: string;
  main: string;
  types: string;
  typesVersions: Record<'*', Record<string, [string]>>;
  sideEffects: string[];
  customElements: string;
  'web-types': string;
  bin: Record<string, string>;
  unpkg: string;
  jsdelivr: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};

export const root = join(import.meta.dirname, '../../..');

/** A host's project in which the packed tarball is installed. */
export class HostProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'araucaria-connect-'));
  /** The package's folder. */
  readonly installed = join(this.folder, 'node_modules/araucaria-connect');
  readonly manifest: Manifest;
  /** The size of the tarball, in bytes. */
  readonly packedSize: number;

  constructor() {
    const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ filename, size }] = JSON.parse(packed) as [{ filename: string; size: number }];
    this.packedSize = size;
    mkdirSync(this.installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(this.folder, filename), '-C', this.installed, '--strip-components=1']);
    this.manifest = JSON.parse(readFileSync(join(this.installed, 'package.json'), 'utf8')) as Manifest;
    // Lit and its dependencies.
    this.install('lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit-labs/ssr-dom-shim');
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }');
  }

  /** Installs more packages, as links to this repository's own. */
  install(...names: string[]): void {
    this.installFrom(root, ...names);
  }

  /** Installs packages as links to those of another project. */
  installFrom(project: string, ...names: string[]): void {
    for (const name of names) {
      const link = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(project, 'node_modules', name), link);
    }
  }

  /** Runs Node in the host's folder and returns its output. */
  run(...args: string[]): string {
    return execFileSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** The output of a module in the host's folder. */
  evaluate(source: string, ...flags: string[]): string {
    return this.run(...flags, '--input-type=module', '--eval', source).trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
