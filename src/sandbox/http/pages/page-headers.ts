/** The headers of the sandbox's pages for developers. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  // A stricter policy would remove the `Origin` from the page's own forms.
  'Referrer-Policy': 'same-origin',
};
