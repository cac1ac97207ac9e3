/** The texts of the host's side: the dialog's title, its loading state and its close button. */
export type Labels = readonly [title: string, loading: string, close: string];

const english: Labels = ['Connect your bank', 'Loading', 'Close'];

const translations = new Map<string, Labels>([
  ['es', ['Conecta tu banco', 'Cargando', 'Cerrar']],
  ['pt', ['Conecte seu banco', 'Carregando', 'Fechar']],
]);

/** The labels in the language of a BCP 47 tag, else in English. */
export function labelsFor(locale: string): Labels {
  return translations.get(locale.slice(0, 2).toLowerCase()) ?? english;
}
