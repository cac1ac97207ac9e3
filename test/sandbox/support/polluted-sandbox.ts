// A sandbox in a process whose `Object.prototype` an attacker has written to, as a library with such a hole lets them.
import { startSandbox } from '../../../src/sandbox/start-sandbox.ts';

/** Texts are found by loops, too. None is named as a header (`origin`): Node itself adds it to every request's. */
const texts = {
  // Settings and options.
  apiKey: 'arau_evil_key',
  appName: 'Evil',
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
  // Names that are looked up.
  detail: 'evil',
  'evil-bank': 'evil',
  pet: 'araucaria',
};

/** In a loop these would end every answer in a 500: Hono takes what it finds for the answer's headers. */
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
  // oxlint-disable-next-line eslint/no-extend-native -- it is what this is about
  Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
}

const sandbox = await startSandbox({ apiKey: 'arau_test_key' });
console.log(sandbox.url);
process.once('SIGTERM', () => void sandbox.close());
