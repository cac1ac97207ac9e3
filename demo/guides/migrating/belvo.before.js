// The page, with Belvo's Connect Widget in <div id="belvo"></div>. The backend has one route for it.
async function connect() {
  const { access } = await (await fetch('/api/belvo_token', { method: 'POST' })).json();

  belvoSDK
    .createWidget(access, {
      locale: 'es',
      external_id: 'user_ana',
      callback: (link) => show(`Linked: ${link}`),
      onExit: () => show('Not linked'),
      onEvent: ({ eventName }) => track(eventName),
    })
    .build();
}
document.querySelector('#link').addEventListener('click', () => void connect());
