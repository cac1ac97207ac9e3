/** What the host's side of the widget says by itself, until the frame speaks. */
export type Labels = { title: string; loading: string; close: string };

const english: Labels = { title: 'Connect your bank', loading: 'Loading', close: 'Close' };

const others: Record<string, Labels> = {
  es: { title: 'Conecta tu banco', loading: 'Cargando', close: 'Cerrar' },
  pt: { title: 'Conecte seu banco', loading: 'Carregando', close: 'Fechar' },
};

/** The labels in a BCP 47 locale's language, else in English. */
export function labelsFor(locale: string): Labels {
  return others[locale.slice(0, 2).toLowerCase()] ?? english;
}
