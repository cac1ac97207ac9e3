// The page, with Fintoc's widget. The backend has two routes for it.
async function connect() {
  const { widgetToken } = await (await fetch('/api/link_intent', { method: 'POST' })).json();

  const widget = Fintoc.create({
    publicKey: 'pk_live_…',
    widgetToken,
    async onSuccess({ exchangeToken }) {
      const body = JSON.stringify({ exchangeToken });
      const { id } = await (await fetch('/api/exchange', { method: 'POST', body })).json();
      show(`Linked: ${id}`);
    },
    onExit: () => show('Not linked'),
    onEvent: (eventName) => track(eventName),
  });
  widget.open();
}
document.querySelector('#link').addEventListener('click', () => void connect());
