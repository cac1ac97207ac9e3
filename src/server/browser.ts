// What bundlers for browsers get in place of `./index.ts`, by the condition `browser` in package.json.

/** Named, so that an import of it links and the error below is what developers see. */
export const createTokenHandler = undefined;

throw new Error(
  'araucaria-connect/server: expected a server; got a browser. Import it in your backend only: your API key would be public here.',
);
