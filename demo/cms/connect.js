// Served by your backend. It adds the embed script, and tells the token endpoint whose page this is.
const ref = new URLSearchParams(location.search).get('ref') ?? '';
const script = document.createElement('script');
script.src = 'https://unpkg.com/araucaria-connect/dist/araucaria-connect-embed.js';
script.dataset.tokenEndpoint = `https://app.example.com/widget-token?ref=${encodeURIComponent(ref)}`;
document.head.append(script);
