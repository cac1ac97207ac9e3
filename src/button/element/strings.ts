import { offlineMessage, type AraucariaError, type ConnectErrorCode } from '../errors.ts';

/** The languages, in the order of the texts below. The first is used for all others. */
const languages = ['en', 'es', 'pt-BR'];

/** The texts that users read. */
const texts = {
  connect: ['Connect your bank', 'Conecta tu banco', 'Conecte seu banco'],
  reconnect: ['Reconnect your bank', 'Reconecta tu banco', 'Reconecte seu banco'],
  opening: ['Opening…', 'Abriendo…', 'Abrindo…'],
  connected: ['Your bank is connected.', 'Tu banco está conectado.', 'Seu banco está conectado.'],
  required: ['Connect your bank first.', 'Conecta tu banco primero.', 'Conecte seu banco primeiro.'],
  // A temporary failure of the network or of a server, or a rate limit.
  unreachable: [
    'The service isn’t responding. Try again later.',
    'El servicio no responde. Inténtalo más tarde.',
    'O serviço não responde. Tente mais tarde.',
  ],
  offline: [
    'You’re offline. Check your connection and try again.',
    'No tienes conexión. Revísala e inténtalo de nuevo.',
    'Você está sem conexão. Verifique e tente de novo.',
  ],
  // A mistake of the page, which the user can't fix.
  unavailable: [
    'You can’t connect a bank right now.',
    'Ahora no puedes conectar un banco.',
    'Você não pode conectar um banco agora.',
  ],
  // The session has ended, there was none, or this user may not.
  signedOut: [
    'Check that you’re signed in, then try again.',
    'Comprueba que iniciaste sesión e inténtalo de nuevo.',
    'Confira se você entrou na sua conta e tente de novo.',
  ],
  notFound: [
    'This bank connection no longer exists.',
    'Esta conexión bancaria ya no existe.',
    'Esta conexão bancária não existe mais.',
  ],
  notRepairable: [
    'You don’t need to reconnect this bank.',
    'No necesitas reconectar este banco.',
    'Você não precisa reconectar este banco.',
  ],
  otherOpen: [
    'You’re already connecting a bank.',
    'Ya estás conectando un banco.',
    'Você já está conectando um banco.',
  ],
  bankDown: [
    'Your bank isn’t responding. Try again later.',
    'Tu banco no responde. Inténtalo más tarde.',
    'Seu banco não responde. Tente mais tarde.',
  ],
  notListed: ['Your bank isn’t listed.', 'Tu banco no aparece en la lista.', 'Seu banco não está na lista.'],
  // The widget has shown the reason.
  refused: [
    'Your bank didn’t allow access. Nothing was connected.',
    'Tu banco no permitió el acceso. No se conectó nada.',
    'Seu banco não permitiu o acesso. Nada foi conectado.',
  ],
  // The time to answer the bank, or that of the widget token.
  timedOut: [
    'Time ran out. Nothing was connected.',
    'Se acabó el tiempo. No se conectó nada.',
    'O tempo acabou. Nada foi conectado.',
  ],
  // The widget has shown it as well.
  keyboardTaken: [
    'Another part of this page used your keyboard. Nothing was connected.',
    'Otra parte de esta página usó tu teclado. No se conectó nada.',
    'Outra parte desta página usou seu teclado. Nada foi conectado.',
  ],
  failed: [
    'Something went wrong. Nothing was connected.',
    'Algo salió mal. No se conectó nada.',
    'Algo deu errado. Nada foi conectado.',
  ],
} satisfies Record<string, [en: string, es: string, pt: string]>;

/** The key of a text. */
export type TextKey = keyof typeof texts;

function indexOf(locale: string): number {
  const primary = locale.replace(/-.*/, '').toLowerCase();
  return languages.findIndex((language) => language.slice(0, 2) === primary);
}

/** A text in the language of a BCP 47 tag; English if it is not translated. */
export function text(key: TextKey, locale: string): string {
  return texts[key][Math.max(indexOf(locale), 0)] ?? '';
}

/** The language of the texts, if it is not that of the page: English, or Brazilian Portuguese in another Portuguese. */
export function textLanguage(locale: string): string | undefined {
  const index = indexOf(locale);
  if (index < 0) return languages[0];
  return index === 2 && /-(?!br)/i.test(locale) ? languages[2] : undefined;
}

const messages: Record<ConnectErrorCode, TextKey> = {
  misconfigured: 'unavailable',
  'token-request-failed': 'unreachable',
  'token-request-timeout': 'unreachable',
  'token-request-rejected': 'unavailable',
  unauthorized: 'signedOut',
  'connection-not-found': 'notFound',
  'connection-not-repairable': 'notRepairable',
  'token-response-invalid': 'unavailable',
  'secret-key-exposed': 'unavailable',
  'widget-load-failed': 'unreachable',
  'widget-load-timeout': 'unreachable',
  'widget-blocked': 'unavailable',
  'widget-unavailable': 'unavailable',
  'widget-open-failed': 'failed',
  'widget-busy': 'otherOpen',
  'widget-error': 'failed',
  'token-expired': 'timedOut',
  'token-invalid': 'failed',
  'origin-not-allowed': 'unavailable',
  'institution-not-listed': 'notListed',
  'institution-unavailable': 'bankDown',
  'invalid-credentials': 'refused',
  'account-locked': 'refused',
  'mfa-failed': 'refused',
  'mfa-timeout': 'timedOut',
  'connection-timeout': 'bankDown',
  'keyboard-taken': 'keyboardTaken',
  'frame-unreachable': 'unreachable',
  'internal-error': 'failed',
};

/** Whether a value is a code of {@link ConnectErrorCode}. */
export const isConnectErrorCode = (value: unknown): value is ConnectErrorCode =>
  typeof value === 'string' && Object.hasOwn(messages, value);

/** The text for users after this failure. */
export function messageKey({ code, retryable, message }: AraucariaError): TextKey {
  if (message.startsWith(offlineMessage)) return 'offline';
  // A rejected request that is retryable was a 429 or a 5xx. A script that can't be loaded is a mistake of the page.
  if (code === 'token-request-rejected' && retryable) return 'unreachable';
  // The session is fine: the token endpoint does not take requests of this page.
  if (code === 'unauthorized' && /\borigin\b/.test(message)) return 'unavailable';
  return code === 'widget-load-failed' && !retryable ? 'unavailable' : messages[code];
}

/** The texts of failures that are the user's or the bank's own. */
const own = /^(offline|otherOpen|bankDown|notListed|refused|timedOut)$/;

/** Whether the host can do something about a failure: its developers, and its support. */
export const isMendable = (error: AraucariaError): boolean => error.status !== 401 && !own.test(messageKey(error));
