/** A masculine article, alone or after a preposition, before a name that begins with a feminine word. */
const beforeFeminine =
  /(?<!\p{L})([dn]?o|ao|pelo)(?= \u2068(?:Caixa|Caja|Cooperativa|Corretora|Financeira|Financiera|Mutual|Sociedade)\b)/giu;

/**
 * A Portuguese text with the right articles. In Portuguese a bank has an article: “do Banco Alerce”, but “da Caixa Aroeira”.
 * The translations have the masculine one, which is right for most banks.
 */
export const withArticles = (text: string): string =>
  text.replaceAll(beforeFeminine, (word) =>
    word === 'ao' ? 'à' : `${word.slice(0, -1)}${word.endsWith('O') ? 'A' : 'a'}`,
  );
