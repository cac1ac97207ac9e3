// Builds parts of the package at the same time, and leaves alone what is newer than its sources.
//   node test/dev/build.ts                  all parts
//   node test/dev/build.ts button frame     these
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isStale, parts, partsBefore, type PartName } from './parts.ts';

/** Builds those of the parts that are stale, after those that they need. Rejects with the first that fails. */
export async function build(names: readonly PartName[]): Promise<void> {
  const [first, last] = [names.flatMap(partsBefore), names.filter((name) => partsBefore(name).length > 0)];
  await buildAtOnce([...new Set([...first, ...names.filter((name) => !last.includes(name))])]);
  await buildAtOnce(last);
}

async function buildAtOnce(names: readonly PartName[]): Promise<void> {
  const stale = names.filter(isStale);
  if (stale.length === 0) return;
  console.log(`Building ${stale.join(', ')} …`);
  await Promise.all(stale.map(buildPart));
}

async function buildPart(name: PartName): Promise<void> {
  const part = parts[name];
  if ('mode' in part) {
    // Takes a while to load, and the line above should not wait for it.
    const vite = await import('vite');
    await vite.build({ mode: part.mode });
  } else await run(part.command);
}

/** Runs a command of a development dependency, as npm's scripts do. */
async function run(command: string): Promise<void> {
  const [code] = await once(spawn(command, { shell: true, stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`${command} ended with ${code}.`);
}

const isPart = (name: string): name is PartName => Object.hasOwn(parts, name);

if (import.meta.main) {
  const given = process.argv.slice(2);
  const unknown = given.find((name) => !isPart(name));
  if (unknown !== undefined) throw new Error(`Expected some of ${Object.keys(parts).join(', ')}; got "${unknown}".`);
  const names = given.length > 0 ? given : Object.keys(parts);
  try {
    await build(names.filter(isPart));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
