// @ts-check

/** The package's own entry points; what they do not export is no one else's. */
const entryPoints = ['src/button/index.ts', 'src/button/define.ts'];

/** Keeps what hosts and their editors can use: no private or protected members, no modules of our own. */
const onlyPublic = {
  name: 'only-public',
  /** @param {{ customElementsManifest: import('custom-elements-manifest').Package }} context */
  packageLinkPhase({ customElementsManifest: manifest }) {
    const shown = new Set(entryPoints);
    for (const { path, exports = [] } of manifest.modules) {
      if (!entryPoints.includes(path)) continue;
      for (const { declaration } of exports) {
        if (declaration.module) shown.add(new URL(declaration.module, `file:///${path}`).pathname.slice(1));
      }
    }
    manifest.modules = manifest.modules.filter(({ path }) => shown.has(path));
    for (const { declarations = [] } of manifest.modules) {
      for (const declaration of declarations) {
        if (declaration.kind !== 'class') continue;
        declaration.members = declaration.members?.filter(
          ({ privacy }) => privacy === undefined || privacy === 'public',
        );
      }
    }
  },
};

export default { plugins: [onlyPublic] };
