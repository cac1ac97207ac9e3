import { pageStyles } from '../page-styles.ts';

/** The styles of the console. */
export const styles = `${pageStyles}
body { max-inline-size: 80rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; }
p { margin: 0.5rem 0; }
.scroll { overflow: auto; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
.requests { max-block-size: 28rem; }
table { inline-size: 100%; border-collapse: collapse; font-size: 0.875rem; text-align: start; }
th, td { padding: 0.625rem 0.875rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; white-space: nowrap; }
tr:last-child > * { border-block-end: 0; }
thead th { position: sticky; inset-block-start: 0; background: var(--card); color: var(--quiet); font-size: 0.8125rem; }
th[scope='row'] { font-weight: 400; }
td ul { margin: 0; padding: 0; list-style: none; }
.actions form { display: inline-block; margin-inline-end: 0.375rem; }
.actions button { padding: 0.25rem 0.75rem; border-color: var(--control); background: none; color: var(--brand); font-size: 0.8125rem; }
.actions button:hover { background: var(--ground); }
.status { display: inline-block; padding: 0.0625rem 0.5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: 0.75rem; font-weight: 600; }
.status.CONNECTED, .status.delivered { color: var(--brand); }
.status.PENDING, .status.waiting { color: var(--quiet); }
.status.FAILED_AUTH, .status.given-up { color: var(--bad); }
.notice { padding: 0.75rem 1rem; border: 1px solid var(--bad); border-radius: 0.75rem; color: var(--bad); }
`;
