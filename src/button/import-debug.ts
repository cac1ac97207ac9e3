/** Imports the code behind the attribute `debug`. The bundles for script tags have `import-debug-file.ts` in its place. */
export const importDebug = (): Promise<typeof import('./debug/index.ts')> => import('./debug/index.ts');
