import { entry, lacking } from '../config/floor/compat.ts';

/** `Promise.withResolvers` as ['Promise', 'withResolvers', true]: an owner, a member, and whether it is static. */
type Member = [owner: string, name: string, isStatic: boolean];

/** Everything of the DOM and of JavaScript that some of the oldest supported browsers lack. */
function newerMembers(): Member[] {
  return [...newerIn('api'), ...newerIn('javascript', 'builtins')];
}

function newerIn(...path: string[]): Member[] {
  return namesIn(...path).flatMap((owner): Member[] => {
    if (lacking(entry(...path, owner)).length > 0) return [['globalThis', owner, true]];
    const newer = namesIn(...path, owner).filter((name) => lacking(entry(...path, owner, name)).length > 0);
    return newer.flatMap((key): Member[] => {
      const name = key.replace(/_static$/, '');
      // The data of JavaScript does not say which are static: no two have one name.
      if (path[0] === 'javascript') return [true, false].map((isStatic) => [owner, name, isStatic]);
      return [[owner, name, name !== key]];
    });
  });
}

/** The names below a path that a script could write: not `@@iterator`, and no events or behaviours, which have a `_`. */
const namesIn = (...path: string[]): string[] =>
  Object.keys(entry(...path) ?? {}).filter((key) => /^[a-z\d]+(?:_static)?$/i.test(key) && key !== path.at(-1));

/**
 * A script that takes from a browser what some of the oldest supported ones lack: what Firefox 115 and Safari 16.4 leave
 * of it where neither can be had. To be run before anything else.
 */
export const withoutNewerApis = `for (const [owner, name, isStatic] of ${JSON.stringify(newerMembers())}) {
  const target = globalThis[owner];
  // A window has its members itself.
  for (const holder of isStatic ? [target] : owner === 'Window' ? [globalThis] : [target?.prototype]) {
    try { delete holder[name]; } catch {}
  }
}`;
