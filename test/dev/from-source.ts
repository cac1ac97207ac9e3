// With `node --import ./test/dev/from-source.ts`, the package's own names lead to `src/` and not to `dist/`: by the `paths`
// of tsconfig.json, which say the same to the compiler.
import { registerHooks } from 'node:module';
import tsconfig from '../../tsconfig.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const sources = new Map(
  Object.entries(tsconfig.compilerOptions.paths).map(([name, [path = '']]) => [name, new URL(path, root).href]),
);

registerHooks({
  resolve: (specifier, context, nextResolve) => nextResolve(sources.get(specifier) ?? specifier, context),
});
