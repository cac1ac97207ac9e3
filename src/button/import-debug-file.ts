import { unclobberedDocument } from '../shared/dom-clobbering.ts';

const file = 'araucaria-connect-debug.js';

// Read while the script is evaluated; null in a module. A script of another origin has no base URL to import from.
const { src = '' } = (unclobberedDocument().currentScript ?? {}) as Partial<HTMLScriptElement>;

/**
 * Imports `araucaria-connect-debug.js`, which is beside this script. A CDN has the script under the package's name as well,
 * and WordPress adds a query.
 */
export const importDebug = (): Promise<typeof import('./debug/index.ts')> =>
  import(src ? new URL(src.match(/\.js(\?|$)/) ? file : `${src}/dist/${file}`, src).href : `./${file}`) as Promise<
    typeof import('./debug/index.ts')
  >;
