/** What the host's side of the widget says by itself, until the frame speaks: its title, that it loads, and "close". */
export type Labels = readonly [title: string, loading: string, close: string];

const english: Labels = ['Connect your bank', 'Loading', 'Close'];

const others = new Map<string, Labels>([
  ['es', ['Conecta tu banco', 'Cargando', 'Cerrar']],
  ['pt', ['Conecte seu banco', 'Carregando', 'Fechar']],
]);

/** The labels in a BCP 47 locale's language, else in English. */
export function labelsFor(locale: string): Labels {
  return others.get(locale.slice(0, 2).toLowerCase()) ?? english;
}
