/** Runs in the browser: updates the console, and sends its forms without leaving the page. */
export const script = `
let lastRequest = 0;
let lastShown = 0;

async function refresh() {
  const request = ++lastRequest;
  const answer = await fetch(location.href);
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // Answers may arrive in another order.
  if (request < lastShown) return;
  lastShown = request;
  const before = statuses();
  for (const live of document.querySelectorAll('[data-live]')) {
    const fresh = next.getElementById(live.id);
    if (!fresh || fresh.innerHTML === live.innerHTML) continue;
    const key = live.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    live.replaceChildren(...fresh.childNodes);
    if (key) focusLike(key, live);
  }
  const changes = [...statuses()].filter(([entry, status]) => before.get(entry) !== status);
  // Under load there is more than anybody could listen to.
  for (const change of changes.slice(0, 3)) announce(change.join(': '));
}

const news = document.getElementById('news');

// Adds a line: a text that replaced the former one could end it before it is read.
function announce(text) {
  const line = document.createElement('p');
  line.textContent = text;
  news.append(line);
  if (news.children.length > 5) news.firstChild.remove();
}

// What a connection or a webhook is now, by its name; connections first.
function statuses() {
  const all = new Map();
  // The newest is the first of its name.
  for (const { dataset } of document.querySelectorAll('[data-entry]')) {
    if (!all.has(dataset.entry)) all.set(dataset.entry, dataset.status);
  }
  return all;
}

// The element of the focused button was replaced: by the same button, by another of its row, or by nothing.
function focusLike(key, live) {
  const buttons = [...live.querySelectorAll('[data-key]')];
  const id = key.split(' ')[1];
  const next =
    buttons.find((each) => each.dataset.key === key) ??
    buttons.find((each) => each.dataset.key.endsWith(' ' + id)) ??
    live.querySelector('[tabindex]') ??
    live;
  next.focus();
}

document.addEventListener('submit', async (event) => {
  if (event.target.method !== 'post') return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target));
  // Chrome 111 does not take the button as an argument of FormData.
  body.append(event.submitter.name, event.submitter.value);
  await fetch('/sandbox/', { method: 'POST', body });
  await refresh();
});

// A browser has at most six connections to a host, for all tabs. So one tab has the event stream and notifies the others; when
// it is closed, another one takes over.
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
// For changes since this page was rendered.
refresh();
`;
