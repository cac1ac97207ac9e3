const list = document.querySelector('#banks');

/** Shows the connections as your database has them. */
async function showBanks() {
  const connections = await (await fetch('/api/connections')).json();
  list.replaceChildren(...connections.map(row));
  const broken = connections.filter(({ status }) => status === 'FAILED_AUTH').length;
  document.querySelector('#news').textContent = broken ? 'A bank wants you to sign in again.' : '';
}

function row({ connectionId, status }) {
  const item = document.createElement('li');
  const template = document.querySelector(status === 'FAILED_AUTH' ? '#broken' : '#connected');
  item.append(template.content.cloneNode(true));
  item.querySelector('araucaria-connect-button')?.setAttribute('connection-id', connectionId);
  item.querySelector('button').addEventListener('click', () => void disconnect(connectionId));
  return item;
}

// The browser's hint. The webhook may come a moment later, so this row does not wait for the database.
list.addEventListener('araucaria-success', ({ target, detail: { connectionId } }) => {
  target.closest('li').replaceWith(row({ connectionId, status: 'CONNECTED' }));
});

// The database is behind: the connection works again, or has ended.
list.addEventListener('araucaria-exit', ({ detail: { error } }) => {
  if (error?.code === 'connection-not-repairable' || error?.code === 'connection-not-found') {
    void refresh(error.connectionId);
  }
});

async function refresh(connectionId) {
  await fetch(`/api/connections/${connectionId}/refresh`, { method: 'POST' });
  await showBanks();
}

async function disconnect(connectionId) {
  if (!confirm('Disconnect this bank?')) return;
  const answer = await fetch(`/api/connections/${connectionId}`, { method: 'DELETE' }).catch(() => null);
  if (answer?.ok) await showBanks();
  document.querySelector('#news').textContent = answer?.ok
    ? 'The bank is disconnected.'
    : 'It is still connected. Try again.';
  document.querySelector('h1').focus(); // the button that had the focus is gone
}

await showBanks();
