import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withArticles } from '../../src/widget/frame/i18n/articles.ts';

const isolated = (name: string): string => `\u2068${name}\u2069`;

describe('the article before a bank, in Portuguese', () => {
  for (const [text, bank, right] of [
    ['Entre na sua conta do', 'Banco Alerce', 'Entre na sua conta do'],
    ['Entre na sua conta do', 'Caixa Aroeira', 'Entre na sua conta da'],
    ['Conectando com o', 'Cooperativa Ñirre', 'Conectando com a'],
    ['No', 'Caja Quillay', 'Na'],
    ['O', 'Caixa Aroeira', 'A'],
    ['enviados ao', 'Caixa Aroeira', 'enviados à'],
    ['pelo', 'Caixa Aroeira', 'pela'],
    ['O', 'Ipê Empresas', 'O'],
    ['Contato', 'Caixa Aroeira', 'Contato'],
  ] as const) {
    it(`is right in “${right} ${bank}”`, () => {
      assert.equal(withArticles(`${text} ${isolated(bank)}.`), `${right} ${isolated(bank)}.`);
    });
  }

  it('stays as it is where the sentence goes on before the name', () => {
    const text = `O app ${isolated('Quilla')} e o banco: ${isolated('Caixa Aroeira')}`;
    assert.equal(withArticles(text), text);
  });
});
