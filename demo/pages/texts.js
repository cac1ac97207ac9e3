// @ts-check
// The page's texts and its numbers, in the language of `<html lang>`.

/** @type {Record<string, Record<string, string>>} */
const texts = {
  en: {
    tag: 'All your money in one place',
    welcome: 'Know where your money is',
    welcomeBack: 'Your money',
    lead: 'Connect your banks and see every balance here. It takes about a minute.',
    banks: 'Your banks',
    none: 'No bank is connected yet.',
    another: 'Connect another bank',
    connected: 'Connected',
    broken: 'Sign in again: the bank no longer accepts the saved password.',
    reconnect: 'Reconnect',
    disconnect: 'Disconnect',
    keep: 'Keep it',
    confirmTitle: 'Disconnect {0}?',
    confirm: 'Quilla stops seeing your accounts there. You can connect the bank again at any time.',
    failed: 'That did not work. Try again in a moment.',
    ending: 'ending in {0}',
    neverPassword: 'Quilla never sees your bank password',
    onlyRead: 'Nobody can move your money with it',
    anyTime: 'Disconnect at any time, on this page',
  },
  es: {
    tag: 'Todo tu dinero en un solo lugar',
    welcome: 'Sabe dónde está tu dinero',
    welcomeBack: 'Tu dinero',
    lead: 'Conecta tus bancos y ve aquí todos tus saldos. Toma cerca de un minuto.',
    banks: 'Tus bancos',
    none: 'Aún no hay ningún banco conectado.',
    another: 'Conectar otro banco',
    connected: 'Conectado',
    broken: 'Inicia sesión de nuevo: el banco ya no acepta la contraseña guardada.',
    reconnect: 'Volver a conectar',
    disconnect: 'Desconectar',
    keep: 'Mantenerlo',
    confirmTitle: '¿Desconectar {0}?',
    confirm: 'Quilla deja de ver tus cuentas de ese banco. Puedes conectarlo de nuevo cuando quieras.',
    failed: 'No funcionó. Inténtalo de nuevo en un momento.',
    ending: 'terminada en {0}',
    neverPassword: 'Quilla nunca ve la contraseña de tu banco',
    onlyRead: 'Nadie puede mover tu dinero con esto',
    anyTime: 'Desconecta cuando quieras, en esta página',
  },
  pt: {
    tag: 'Todo o seu dinheiro em um só lugar',
    welcome: 'Saiba onde está o seu dinheiro',
    welcomeBack: 'Seu dinheiro',
    lead: 'Conecte seus bancos e veja aqui todos os saldos. Leva cerca de um minuto.',
    banks: 'Seus bancos',
    none: 'Nenhum banco conectado ainda.',
    another: 'Conectar outro banco',
    connected: 'Conectado',
    broken: 'Entre de novo: o banco não aceita mais a senha salva.',
    reconnect: 'Reconectar',
    disconnect: 'Desconectar',
    keep: 'Manter',
    confirmTitle: 'Desconectar {0}?',
    confirm: 'A Quilla deixa de ver suas contas nesse banco. Você pode conectá-lo de novo quando quiser.',
    failed: 'Não funcionou. Tente de novo daqui a pouco.',
    ending: 'final {0}',
    neverPassword: 'A Quilla nunca vê a senha do seu banco',
    onlyRead: 'Ninguém pode movimentar seu dinheiro com isso',
    anyTime: 'Desconecte quando quiser, nesta página',
  },
};

/**
 * @param {string} key
 * @param {string} [name] replaces `{0}`
 */
export function text(key, name = '') {
  return (texts[document.documentElement.lang]?.[key] ?? texts['en']?.[key] ?? key).replace('{0}', name);
}

/** Writes the texts of the elements with `data-text`. */
export function writeTexts() {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-text]'))) {
    element.textContent = text(element.dataset['text'] ?? '');
  }
}

/**
 * An amount as people write it: `$1.284.500`.
 * @param {number} amount
 * @param {string} currency
 */
export function money(amount, currency) {
  const { lang } = document.documentElement;
  return new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'code' }).format(amount);
}
