const mark = (background: string, path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="${background}"/><path d="${path}" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The logos of some fictional banks, as SVG by institution id. The widget shows a monogram for the others. */
export const logos: ReadonlyMap<string, string> = new Map([
  // A conifer.
  ['banco-alerce', mark('#1c4f8a', 'M20 8v25M20 9l-6 8h12zM20 15l-9 11h18z')],
  // A leaf.
  ['banco-coihue', mark('#8a3b1c', 'M11 29C9 16 17 10 30 10c1 13-5 21-16 18M11 31 24 17')],
  // A broad crown.
  ['banco-jequitiba', mark('#136f63', 'M20 33V19M9 20a11 9 0 0 1 22 0zM20 26l5-4M20 29l-5-4')],
  // A flower with four petals.
  [
    'banco-maiten',
    mark(
      '#6a2c70',
      'M20 20c-8-4-6-11 0-11s8 7 0 11c4-8 11-6 11 0s-7 8-11 0c8 4 6 11 0 11s-8-7 0-11c-4 8-11 6-11 0s7-8 11 0',
    ),
  ],
]);
