import { entry, lacking } from '../config/floor/compat.ts';

/** `Promise.withResolvers` as ['Promise', 'withResolvers', true]: an owner, a member, and whether it is static. */
type Member = [owner: string, name: string, isStatic: boolean];

/** All of the DOM and of JavaScript that one of the oldest supported browsers lacks. */
function newerMembers(): Member[] {
  return [...newerIn('api'), ...newerIn('javascript', 'builtins')];
}

function newerIn(...path: string[]): Member[] {
  return namesIn(...path).flatMap((owner): Member[] => {
    if (lacking(entry(...path, owner)).length > 0) return [['globalThis', owner, true]];
    const newer = namesIn(...path, owner).filter((name) => lacking(entry(...path, owner, name)).length > 0);
    return newer.flatMap((key): Member[] => {
      const name = key.replace(/_static$/, '');
      // The data on JavaScript does not mark static members; no static has the name of another member.
      if (path[0] === 'javascript') return [true, false].map((isStatic) => [owner, name, isStatic]);
      return [[owner, name, name !== key]];
    });
  });
}

/** The names below a path that a script could write: not `@@iterator`, and not events and behaviors, which have a `_`. */
const namesIn = (...path: string[]): string[] =>
  Object.keys(entry(...path) ?? {}).filter((key) => /^[a-z\d]+(?:_static)?$/i.test(key) && key !== path.at(-1));

/**
 * A script that removes from a browser what one of the oldest supported browsers lacks: it stands in for Firefox 115 and
 * Safari 16.4 where they can't be installed. It has to run before any other script.
 */
export const withoutNewerApis = `for (const [owner, name, isStatic] of ${JSON.stringify(newerMembers())}) {
  const target = globalThis[owner];
  // The members of a window are its own properties.
  for (const holder of isStatic ? [target] : owner === 'Window' ? [globalThis] : [target?.prototype]) {
    try { delete holder[name]; } catch {}
  }
}`;
