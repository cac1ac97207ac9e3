/** Keeps the console up to date, and does its actions without leaving it. Runs in the browser. */
export const script = `
async function refresh() {
  const answer = await fetch('/sandbox/');
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
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

new EventSource('/sandbox/events').addEventListener('change', refresh);
`;
