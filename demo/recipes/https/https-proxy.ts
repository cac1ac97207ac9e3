import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';

const { HTTPS_PORT = '4443', ARAUCARIA_PORT = '4400' } = process.env;

// The files that `mkcert localhost` writes.
const certificate = { cert: readFileSync('localhost.pem'), key: readFileSync('localhost-key.pem') };

/** https://localhost:4443, in front of a sandbox that was started with `--public-url https://localhost:4443`. */
createServer(certificate, (incoming, answer) => {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port: ARAUCARIA_PORT, method, path: url, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  answer.on('close', () => onward.destroy());
  incoming.pipe(onward);
}).listen(Number(HTTPS_PORT), 'localhost', () => console.log(`https://localhost:${HTTPS_PORT}`));
