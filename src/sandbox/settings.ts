import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { applicationUrl } from '../shared/widget-api/session.ts';
import { isOrigin } from '../shared/web-origin.ts';
import { sourceOf } from './connections/allowed-origins.ts';
import { bearerPattern } from './runtime/secrets.ts';

/** The settings of a sandbox. */
export type SandboxSettings = {
  /** TCP port; 0 for a free one. */
  port: number;
  /** The IP address to listen on: `127.0.0.1`, which only this machine reaches, or `0.0.0.0` for all of them. */
  host: string;
  /** The origin that browsers know the sandbox by, as `https://sandbox.example`; null if it is that of `host` and `port`. */
  publicUrl: string | null;
  /** SQLite file, or `:memory:`. One process at a time can use it. */
  database: string;
  /** The key that the documented API accepts, `arau_…`. */
  apiKey: string;
  /** The URL that receives webhooks; null sends none. */
  webhookUrl: string | null;
  /** Signs webhooks: `whsec_` and the base64 of 24 to 64 bytes. Null makes one, which the database keeps. */
  webhookSecret: string | null;
  /** The origins whose pages may open the widget. Exact, of any scheme (`capacitor://localhost`); `http://localhost:*` allows any port. */
  allowedOrigins: readonly string[];
  /** Seconds until a widget token expires. */
  tokenTtl: number;
  /** The name that users know the API key's application by. */
  appName: string;
  /** The application's logo, an SVG, PNG or WebP file; null if there is none. */
  appLogo: string | null;
  /** The application's terms and its privacy policy, https or http on this machine; null if there are none. */
  termsUrl: string | null;
  privacyUrl: string | null;
  /** The page where users end a connection. */
  disconnectUrl: string | null;
  /** A JSON file of institutions that replaces the generated ones. */
  institutions: string | null;
  /** How long the fictional bank takes for each step, in ms. */
  bankDelay: number;
  /** The folder of the built widget. */
  widgetFolder: string;
};

/** The API key if none is set. */
export const defaultApiKey = 'arau_sandbox_key';

/** The environment variable of each setting. */
export const variables = {
  port: 'ARAUCARIA_PORT',
  host: 'ARAUCARIA_HOST',
  publicUrl: 'ARAUCARIA_PUBLIC_URL',
  database: 'ARAUCARIA_DB',
  apiKey: 'ARAUCARIA_API_KEY',
  webhookUrl: 'ARAUCARIA_WEBHOOK_URL',
  webhookSecret: 'ARAUCARIA_WEBHOOK_SECRET',
  allowedOrigins: 'ARAUCARIA_ALLOWED_ORIGINS',
  tokenTtl: 'ARAUCARIA_TOKEN_TTL',
  appName: 'ARAUCARIA_APP_NAME',
  appLogo: 'ARAUCARIA_APP_LOGO',
  termsUrl: 'ARAUCARIA_TERMS_URL',
  privacyUrl: 'ARAUCARIA_PRIVACY_URL',
  disconnectUrl: 'ARAUCARIA_DISCONNECT_URL',
  institutions: 'ARAUCARIA_INSTITUTIONS',
  bankDelay: 'ARAUCARIA_BANK_DELAY',
  widgetFolder: 'ARAUCARIA_WIDGET_FOLDER',
} as const satisfies Record<keyof SandboxSettings, string>;

/** An invalid setting. The message names it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  /** `expected` describes the valid values. The message never contains the value, which may be a secret. */
  constructor(setting: keyof SandboxSettings, expected: string) {
    super(`${variables[setting]} (${setting}): ${expected}.`);
  }
}

const wholeNumber = (minimum: number, maximum: number): v.GenericSchema<unknown, number> => {
  const expected = `expected a whole number from ${minimum} to ${maximum}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(minimum, expected), v.maxValue(maximum, expected));
};
const filled = (expected: string): v.GenericSchema<unknown, string> => v.pipe(v.string(expected), v.nonEmpty(expected));

const expectedNoUser = 'expected a URL without a user or a password';

const expectedPage = 'expected an https URL, or an http URL on localhost';
const page = v.nullable(
  v.pipe(
    v.string(expectedPage),
    v.check((url) => v.is(applicationUrl, url), expectedPage),
    v.check(hasNoUser, expectedNoUser),
  ),
);

const expectedOrigins =
  'expected exact origins such as https://shop.example, capacitor://localhost, or http://localhost:* for any port; a wildcard in the host and null are none';

const expectedAddress = 'expected an IP address to listen on, such as 127.0.0.1 or 0.0.0.0';

const schemas = {
  port: wholeNumber(0, 65_535),
  host: v.pipe(
    v.string(expectedAddress),
    v.check((host) => isIP(host) !== 0, expectedAddress),
  ),
  publicUrl: v.nullable(
    v.pipe(
      v.string(),
      v.check(
        (url) => isHttpUrl(url) && isOrigin(url),
        'expected an origin such as https://sandbox.example, without a path',
      ),
    ),
  ),
  database: v.pipe(
    filled('expected a file name, or :memory:'),
    v.check((file) => !file.startsWith('~'), 'expected the path of a file in full; ~ is not known here'),
  ),
  apiKey: v.pipe(
    filled('expected an API key, arau_…'),
    v.startsWith('arau_', 'expected an API key, arau_…'),
    v.regex(bearerPattern, 'expected an API key of at most 512 letters, digits and the characters . _ ~ + / = -'),
  ),
  webhookUrl: v.nullable(
    v.pipe(v.string(), v.check(isHttpUrl, 'expected an http or https URL'), v.check(hasNoUser, expectedNoUser)),
  ),
  webhookSecret: v.nullable(
    v.pipe(v.string(), v.check(isWebhookSecret, 'expected whsec_ and the base64 of 24 to 64 bytes')),
  ),
  allowedOrigins: v.pipe(
    v.array(
      v.pipe(
        v.string(expectedOrigins),
        v.check((entry) => sourceOf(entry) !== null, expectedOrigins),
      ),
      expectedOrigins,
    ),
    v.minLength(1, 'expected at least one origin'),
  ),
  tokenTtl: wholeNumber(1, 86_400),
  appName: v.pipe(filled('expected a name'), v.maxLength(100, 'expected at most 100 characters')),
  appLogo: v.nullable(filled('expected a file name')),
  termsUrl: page,
  privacyUrl: page,
  disconnectUrl: page,
  institutions: v.nullable(filled('expected a file name')),
  bankDelay: wholeNumber(0, 60_000),
  widgetFolder: filled('expected a folder'),
} satisfies Record<keyof SandboxSettings, v.GenericSchema>;

/** Checks the given settings, and adds the defaults for missing and undefined ones. Throws a {@link SettingsError}. */
export function completeSettings(given: Partial<SandboxSettings>): SandboxSettings {
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const settings: SandboxSettings = { ...defaultSettings(given.publicUrl ?? null), ...defined };
  for (const name of settingNames()) {
    const result = v.safeParse(schemas[name], settings[name], { abortPipeEarly: true });
    if (!result.success) throw new SettingsError(name, result.issues[0].message);
  }
  return settings;
}

/** Every setting's name. */
export function settingNames(): (keyof SandboxSettings)[] {
  // `Object.keys` has no key type; the type of `variables` has exactly the settings.
  return Object.keys(variables) as (keyof SandboxSettings)[];
}

/** Defaults for a test suite: no shared state, no files, no delays. */
function defaultSettings(publicUrl: string | null): SandboxSettings {
  return {
    port: 0,
    host: '127.0.0.1',
    publicUrl: null,
    database: ':memory:',
    apiKey: defaultApiKey,
    webhookUrl: null,
    webhookSecret: null,
    allowedOrigins: [...new Set(['localhost', '127.0.0.1', ...namesOf(publicUrl)])].flatMap((name) => [
      `http://${name}:*`,
      `https://${name}:*`,
    ]),
    tokenTtl: 900,
    appName: 'Sandbox application',
    appLogo: null,
    termsUrl: null,
    privacyUrl: null,
    disconnectUrl: null,
    institutions: null,
    bankDelay: 0,
    // The same path from `src/sandbox` and from `dist/sandbox`.
    widgetFolder: fileURLToPath(new URL('../../dist/widget', import.meta.url)),
  };
}

/** The public host, whose other ports are likely the developer's own pages, if `frame-ancestors` can express it. */
function namesOf(publicUrl: unknown): string[] {
  const url = typeof publicUrl === 'string' ? URL.parse(publicUrl) : null;
  return url !== null && sourceOf(`https://${url.hostname}:*`) !== null ? [url.hostname] : [];
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function hasNoUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

function isWebhookSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}
