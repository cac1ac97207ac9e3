import type { ConnectErrorCode } from './errors.ts';

/** Everything the button says to users, in one language. */
type Strings = {
  connect: string;
  reconnect: string;
  opening: string;
  connected: string;
  required: string;
  /** The network or a server failed for a moment. */
  unreachable: string;
  /** The server asked for patience. */
  busy: string;
  /** The page is set up wrongly: nothing the user can do. */
  unavailable: string;
  signedOut: string;
  notFound: string;
  notRepairable: string;
  otherOpen: string;
  bankDown: string;
  refused: string;
  locked: string;
  mfa: string;
  expired: string;
  failed: string;
};

const en: Strings = {
  connect: 'Connect your bank',
  reconnect: 'Reconnect your bank',
  opening: 'Opening a secure window…',
  connected: 'Your bank is connected.',
  required: 'Connect your bank to continue.',
  unreachable: 'We couldn’t reach the service. Check your internet connection and try again.',
  busy: 'The service is busy. Wait a moment and try again.',
  unavailable: 'Connecting a bank isn’t possible here right now. Please try again later.',
  signedOut: 'You may have been signed out. Sign in again, then connect your bank.',
  notFound: 'We couldn’t find this bank connection. It may have been removed.',
  notRepairable: 'This bank connection doesn’t need to be renewed.',
  otherOpen: 'Another bank connection is already open on this page.',
  bankDown: 'Your bank isn’t answering. Please try again later.',
  refused: 'Your bank didn’t accept those details. Nothing was connected.',
  locked: 'Your bank has locked your access. Please contact your bank.',
  mfa: 'Your bank couldn’t confirm it was you. Please try again.',
  expired: 'This took a little too long. Please start again.',
  failed: 'Something went wrong, and nothing was connected. Please try again.',
};

const es: Strings = {
  connect: 'Conecta tu banco',
  reconnect: 'Vuelve a conectar tu banco',
  opening: 'Abriendo una ventana segura…',
  connected: 'Tu banco está conectado.',
  required: 'Conecta tu banco para continuar.',
  unreachable: 'No pudimos comunicarnos con el servicio. Revisa tu conexión a internet e inténtalo de nuevo.',
  busy: 'El servicio está ocupado. Espera un momento e inténtalo de nuevo.',
  unavailable: 'Ahora no es posible conectar un banco aquí. Inténtalo más tarde.',
  signedOut: 'Puede que tu sesión haya terminado. Inicia sesión y conecta tu banco.',
  notFound: 'No encontramos esta conexión bancaria. Puede que se haya eliminado.',
  notRepairable: 'Esta conexión bancaria no necesita renovarse.',
  otherOpen: 'Ya hay otra conexión bancaria abierta en esta página.',
  bankDown: 'Tu banco no responde. Inténtalo más tarde.',
  refused: 'Tu banco no aceptó esos datos. No se conectó nada.',
  locked: 'Tu banco bloqueó tu acceso. Comunícate con tu banco.',
  mfa: 'Tu banco no pudo confirmar tu identidad. Inténtalo de nuevo.',
  expired: 'Esto tardó demasiado. Empieza de nuevo.',
  failed: 'Algo salió mal y no se conectó nada. Inténtalo de nuevo.',
};

const pt: Strings = {
  connect: 'Conecte seu banco',
  reconnect: 'Reconecte seu banco',
  opening: 'Abrindo uma janela segura…',
  connected: 'Seu banco está conectado.',
  required: 'Conecte seu banco para continuar.',
  unreachable: 'Não conseguimos acessar o serviço. Verifique sua conexão com a internet e tente de novo.',
  busy: 'O serviço está ocupado. Espere um momento e tente de novo.',
  unavailable: 'No momento não é possível conectar um banco aqui. Tente mais tarde.',
  signedOut: 'Sua sessão pode ter terminado. Entre de novo e conecte seu banco.',
  notFound: 'Não encontramos esta conexão bancária. Ela pode ter sido removida.',
  notRepairable: 'Esta conexão bancária não precisa ser renovada.',
  otherOpen: 'Outra conexão bancária já está aberta nesta página.',
  bankDown: 'Seu banco não está respondendo. Tente mais tarde.',
  refused: 'Seu banco não aceitou esses dados. Nada foi conectado.',
  locked: 'Seu banco bloqueou seu acesso. Fale com seu banco.',
  mfa: 'Seu banco não conseguiu confirmar sua identidade. Tente de novo.',
  expired: 'Isso demorou demais. Comece de novo.',
  failed: 'Algo deu errado e nada foi conectado. Tente de novo.',
};

const languages: Record<string, Strings> = { en, es, pt };

/** The texts for a BCP 47 language tag; English where there are none. */
export const stringsFor = (locale: string): Strings => languages[locale.slice(0, 2).toLowerCase()] ?? en;

const messages: Record<ConnectErrorCode, keyof Strings> = {
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
  'token-expired': 'expired',
  'token-invalid': 'expired',
  'origin-not-allowed': 'unavailable',
  'institution-unavailable': 'bankDown',
  'invalid-credentials': 'refused',
  'account-locked': 'locked',
  'mfa-failed': 'mfa',
  'mfa-timeout': 'mfa',
  'connection-timeout': 'bankDown',
  'frame-unreachable': 'unreachable',
  'internal-error': 'failed',
};

/** Whether a value from outside is a code the button knows. */
export const isConnectErrorCode = (value: unknown): value is ConnectErrorCode =>
  typeof value === 'string' && Object.hasOwn(messages, value);

/** Which text tells a user of this failure. */
export const messageKey = (code: ConnectErrorCode, retryable: boolean): keyof Strings =>
  // A rejected request that may be repeated is a 429 or a 5xx.
  code === 'token-request-rejected' && retryable ? 'busy' : messages[code];
