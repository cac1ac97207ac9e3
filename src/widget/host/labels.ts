/** The texts of the host's side: their language, the dialog's title, its loading state and its close button. */
export type Labels = readonly [language: string, title: string, loading: string, close: string];

const english: Labels = ['en', 'Connect your bank', 'Loading', 'Close'];

const translations: readonly Labels[] = [
  ['es', 'Conecta tu banco', 'Cargando', 'Cerrar'],
  ['pt', 'Conecte seu banco', 'Carregando', 'Fechar'],
];

/** The labels in the language of a BCP 47 tag, else in English. */
export function labelsFor(locale: string): Labels {
  return translations.find(([language]) => language === locale.slice(0, 2).toLowerCase()) ?? english;
}
