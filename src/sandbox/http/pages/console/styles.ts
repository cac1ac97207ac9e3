import { pageStyles } from '../page-styles.ts';

/** The styles of the console: panes that scroll, and tables that are cards in a narrow pane. */
export const styles = `${pageStyles}
body { max-inline-size: 96rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2rem) 3rem; overflow-wrap: anywhere; }
h2 { margin: 0 0 0.5rem; font-size: 1.125rem; }
p { margin: 0.5rem 0; }
header p { max-inline-size: none; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-block-start: 0.5rem; }
form.find { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin-block-start: 1rem; }
.find label { color: var(--quiet); font-size: 0.875rem; }
.find input { flex: 1 1 16rem; min-inline-size: 0; max-inline-size: 30rem; min-block-size: 2.25rem; padding: 0.25rem 0.75rem; border: 1px solid var(--control); border-radius: 0.5rem; background: var(--card); color: inherit; }
.find button { min-block-size: 2.25rem; padding: 0.25rem 1rem; font-size: 0.875rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem 1.5rem; margin-block-start: 1.25rem; }
[data-live]:focus { outline: none; }
.scroll { container-type: inline-size; max-block-size: 34rem; overflow: auto; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
table { inline-size: 100%; border-collapse: collapse; font-size: 0.875rem; text-align: start; }
th, td { padding: 0.5rem 0.75rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
tr:last-child > * { border-block-end: 0; }
thead th { position: sticky; inset-block-start: 0; background: var(--card); color: var(--quiet); font-size: 0.8125rem; }
th[scope='row'] { font-weight: 400; }
td small a { color: inherit; text-decoration-color: var(--control); }
td ul { margin: 0; padding: 0; list-style: none; }
time, .status, .requests :is(th, td):not(:nth-child(2)) { white-space: nowrap; }
.requests :is(th, td) { padding-inline: 0.5rem; }
code { word-break: break-word; }
.actions form { display: inline-block; margin: 0 0.25rem 0.25rem 0; }
.actions button { min-block-size: 1.875rem; padding: 0.25rem 0.75rem; border-color: var(--control); background: none; color: var(--brand); font-size: 0.8125rem; }
.actions button:hover { background: var(--ground); }
.status { display: inline-block; padding: 0.0625rem 0.5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: 0.75rem; font-weight: 600; }
.status.CONNECTED, .status.delivered { color: var(--brand); }
.status.PENDING, .status.waiting { color: var(--quiet); }
.status.FAILED_AUTH, .status.given-up { color: var(--bad); }
.notice { padding: 0.75rem 1rem; border: 1px solid var(--bad); border-radius: 0.75rem; color: var(--bad); }
.test-names [data-live] { padding: 0.5rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0.5rem 0 0; font-size: 0.875rem; }
dd { margin: 0; color: var(--quiet); }
#news { min-block-size: 1.5em; margin-block-start: 1rem; color: var(--quiet); font-size: 0.8125rem; }
#news p { margin: 0; }
@container (max-width: 62rem) {
  .connections table, .webhooks table, .connections tbody, .webhooks tbody { display: block; }
  .connections thead, .webhooks thead { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; }
  .connections tr, .webhooks tr { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding: 0.75rem; border-block-end: 1px solid var(--line); }
  .connections tr > *, .webhooks tr > * { padding: 0; border: 0; }
  .connections [data-label]::before, .webhooks [data-label]::before { content: attr(data-label) ' '; color: var(--quiet); font-size: 0.8125rem; }
  .connections .actions, .webhooks .actions { flex: 1 0 100%; margin-block-start: 0.25rem; }
}
@media (min-width: 60rem) {
  main { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  .scroll { max-block-size: min(30rem, 45vh); }
}
`;
