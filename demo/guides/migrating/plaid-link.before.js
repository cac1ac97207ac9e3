// The page, with Plaid Link. The backend has two routes for it.
const { link_token } = await (await fetch('/api/create_link_token', { method: 'POST' })).json();

const handler = Plaid.create({
  token: link_token,
  async onSuccess(public_token) {
    const body = JSON.stringify({ public_token });
    const { item_id } = await (await fetch('/api/exchange_public_token', { method: 'POST', body })).json();
    show(`Linked: ${item_id}`);
  },
  onExit: (error) => show(error ? `Not linked: ${error.error_code}` : 'Not linked'),
  onEvent: (eventName, { institution_id }) => track(eventName, institution_id),
});
document.querySelector('#link').addEventListener('click', () => handler.open());
