// The page, with Pluggy Connect. The backend has one route for it.
async function connect(updateItem) {
  const body = JSON.stringify({ itemId: updateItem });
  const { accessToken } = await (await fetch('/api/connect_token', { method: 'POST', body })).json();

  const pluggyConnect = new PluggyConnect({
    connectToken: accessToken,
    updateItem,
    language: 'es',
    onSuccess: ({ item }) => show(`Linked: ${item.id}`),
    onError: ({ message }) => show(`Not linked: ${message}`),
    onClose: () => show('Closed'),
    onEvent: ({ event, connector }) => track(event, connector?.id),
  });
  await pluggyConnect.init();
}
document.querySelector('#link').addEventListener('click', () => void connect());
