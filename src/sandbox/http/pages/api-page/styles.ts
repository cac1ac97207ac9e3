import { pageStyles } from '../page-styles.ts';

/** The styles of the API page. */
export const styles = `${pageStyles}body {
  display: grid;
  grid-template: 'header header' auto 'nav main' 1fr / 15rem minmax(0, 1fr);
  gap: 1.5rem 2.5rem;
  max-inline-size: 72rem;
  margin: 0 auto;
  padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem;
}
header { grid-area: header; }
nav { grid-area: nav; position: sticky; inset-block-start: 1rem; align-self: start; max-block-size: calc(100vh - 2rem); overflow-y: auto; font-size: 0.875rem; }
main { grid-area: main; }
main h2 { margin: 0; font-size: 1.375rem; }
main section + section { margin-block-start: 3rem; }
nav h2 { margin: 0 0 0.25rem; font-size: 0.875rem; }
nav ul { margin: 0 0 1.25rem; padding: 0; list-style: none; }
nav a { display: block; padding-block: 0.25rem; }
article { margin-block-start: 1rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); overflow-wrap: anywhere; }
article:target { border-color: var(--brand); }
.call { margin: 0.375rem 0; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: 0.375rem 1.25rem; margin: 0.75rem 0; font-size: 0.9375rem; }
dd { margin: 0; }
.variants { padding-inline-start: 1.125rem; }
.variants > li + li { border-block-start: 1px solid var(--line); }
summary { padding-block: 0.375rem; color: var(--brand); font-weight: 600; cursor: pointer; }
form { display: grid; gap: 0.75rem; margin-block: 0.5rem; }
form p { margin: 0; }
label { display: grid; gap: 0.25rem; font-size: 0.875rem; font-weight: 600; }
input, textarea { inline-size: 100%; padding: 0.5rem 0.625rem; border: 1px solid var(--control); border-radius: 0.5rem; background: var(--ground); color: inherit; }
textarea { resize: vertical; }
pre { max-block-size: 24rem; margin: 0.5rem 0; padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); overflow: auto; white-space: pre-wrap; }
.answer { margin-block-start: 1rem; padding-block-start: 0.5rem; border-block-start: 1px solid var(--line); scroll-margin-block-start: 4rem; }
@media (max-width: 48rem) {
  body { grid-template: 'header' auto 'nav' auto 'main' 1fr / minmax(0, 1fr); }
  nav { position: static; max-block-size: none; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0.125rem; }
  dd { margin-block-end: 0.5rem; }
}
`;
