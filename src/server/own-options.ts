import { describeValue } from './describe-value.ts';
import { inheritsProperty } from './prototype-pollution.ts';

/**
 * The options that are own properties of the host's object.
 *
 * @throws {TypeError} for an option that the object inherits: it would be ignored without a word
 */
export function ownOptions<Options extends object>(
  caller: string,
  options: Options,
  names: readonly (keyof Options & string)[],
): Partial<Options> {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${caller}: expected an object of options; got ${describeValue(options)}.`);
  }
  const found = Object.create(null) as Partial<Options>;
  for (const name of names) {
    if (Object.hasOwn(options, name)) found[name] = options[name];
    else if (inheritsProperty(options, name)) {
      throw new TypeError(
        `${caller}: expected ${name} to be a property of the options object itself; got one that it inherits, ` +
          'as an instance of a class does. List the options in an object literal.',
      );
    }
  }
  return found;
}
