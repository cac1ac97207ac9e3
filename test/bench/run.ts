// Runs every benchmark of this folder, one after the other.
import { readdirSync } from 'node:fs';

for (const file of readdirSync(import.meta.dirname).toSorted()) {
  if (file.endsWith('.bench.ts')) await import(`./${file}`);
}
