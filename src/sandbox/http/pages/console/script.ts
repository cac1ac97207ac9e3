/** Keeps the console up to date, and does its actions without leaving it. Runs in the browser. */
export const script = `
let asked = 0;
let shown = 0;

async function refresh() {
  const turn = ++asked;
  const answer = await fetch('/sandbox/');
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // A later answer may overtake an earlier one.
  if (turn < shown) return;
  shown = turn;
  for (const live of document.querySelectorAll('[data-live]')) {
    const fresh = next.getElementById(live.id);
    if (!fresh || fresh.innerHTML === live.innerHTML) continue;
    const key = live.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    live.replaceChildren(...fresh.childNodes);
    // The same button is another element now.
    if (key) [...live.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key)?.focus();
  }
}

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  await fetch('/sandbox/', { method: 'POST', body });
  await refresh();
});

// A browser makes six connections to a host for all of its tabs. So one of them hears what happens, and tells the others;
// when it is closed, the next in line takes over.
const tabs = new BroadcastChannel('araucaria-sandbox-changes');
tabs.addEventListener('message', refresh);
navigator.locks.request('araucaria-sandbox-changes', () => new Promise((end) => {
  const stream = new EventSource('/sandbox/events');
  stream.addEventListener('change', () => {
    tabs.postMessage(null);
    refresh();
  });
  stream.addEventListener('error', () => stream.readyState === EventSource.CLOSED && end());
}));
// What happened since this page was made.
refresh();
`;
