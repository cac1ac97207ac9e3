/** On each page that the sandbox shows to developers. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Any stricter, and the form's own POST would come without its origin.
  'Referrer-Policy': 'same-origin',
};
