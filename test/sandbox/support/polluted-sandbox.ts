// A sandbox in a process with members on `Object.prototype`, as after an attack on a vulnerable library.
import { startSandbox } from '../../../src/sandbox/start-sandbox.ts';

/** Texts, which `for in` loops find. None has the name of a header (`origin`): Node would add it to every request. */
const texts = {
  // Settings and options.
  apiKey: 'arau_evil_key',
  appName: 'Evil',
  appLogo: '/etc/passwd',
  termsUrl: 'https://evil.example/',
  privacyUrl: 'https://evil.example/',
  disconnectUrl: 'https://evil.example/',
  ARAUCARIA_DB: '/nowhere/evil.sqlite',
  database: '/nowhere/evil.sqlite',
  institutions: '/etc/passwd',
  webhookSecret: 'whsec_ZXZpbCBldmlsIGV2aWwgZXZpbCBldmlsIGV2aWw=',
  webhookUrl: 'http://127.0.0.1:9',
  widgetFolder: '/etc',
  // Members of bodies, queries and forms.
  action: 'expire',
  challengeId: 'chl_evil',
  code: '123456',
  connectionId: 'conn_evil',
  institutionId: 'caja-quillay',
  limit: '1',
  operation: 'createConnection',
  option: 'first',
  password: 'araucaria',
  q: 'quillay',
  token: 'wtk_evil',
  user: 'ok',
  widgetToken: 'wtk_evil',
  // Names that are used for lookups.
  detail: 'evil',
  'evil-bank': 'evil',
  pet: 'araucaria',
};

/** Not enumerable: Hono's loops would use them as headers, and every answer would be a 500. */
const others = {
  allowedOrigins: ['https://evil.example'],
  answers: { pet: 'araucaria', school: 'araucaria' },
  bankDelay: 60_000,
  clock: null,
  evil: [],
  log: null,
  tokenTtl: 1,
};

Object.assign(Object.prototype, texts);
for (const [name, value] of Object.entries(others)) {
  // oxlint-disable-next-line eslint/no-extend-native -- the test needs it
  Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
}

const sandbox = await startSandbox({ apiKey: 'arau_test_key' });
console.log(sandbox.url);
process.once('SIGTERM', () => void sandbox.close());
