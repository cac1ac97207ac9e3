import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountsAt } from '../../src/sandbox/bank/accounts.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';
import { sandboxFor, type Answer, type Client } from './support/client.ts';
import { assertProblem } from './support/refusals.ts';

const accountsOf = (client: Client, id: string): Promise<Answer> =>
  client.backend('GET', `/sandbox/connections/${id}/accounts`);

async function linked(client: Client, institutionId: string): Promise<string> {
  const { connectionId } = await client.create({ institutionId });
  await client.backend('POST', `/sandbox/connections/${connectionId}/connect`);
  return connectionId;
}

describe('the accounts of a linked bank', () => {
  it('have the name and the logo of the bank, with its accents', async (t) => {
    const client = await sandboxFor(t);
    const { status, body } = await accountsOf(client, await linked(client, 'banco-maiten'));
    assert.equal(status, 200);
    assert.equal(body.institution.name, 'Banco Maitén');
    assert.match(body.institution.logo, /^data:image\/svg\+xml,%3Csvg/);
    assert.ok(body.accounts.every(({ currency }: { currency: string }) => currency === 'CLP'));
  });

  it('are the same for each connection, and others at another bank', async (t) => {
    const client = await sandboxFor(t);
    const read = async (bank: string): Promise<unknown> => (await accountsOf(client, await linked(client, bank))).body;
    assert.deepEqual(await read('banco-alerce'), await read('banco-alerce'));
    assert.notDeepEqual(await read('banco-alerce'), await read('caja-quillay'));
  });

  it('are in the money of the country, to its decimal places', () => {
    for (const bank of scenarioBanks) {
      for (const { currency, balance, type } of accountsAt(bank)) {
        const { maximumFractionDigits } = new Intl.NumberFormat('en', {
          style: 'currency',
          currency,
        }).resolvedOptions();
        // ISO 4217 gives the Colombian peso two places, and so do banks there; some tables have none.
        const places = currency === 'COP' ? 2 : maximumFractionDigits;
        assert.equal(balance.split('.')[1]?.length ?? 0, places, `${bank.id} ${balance} ${currency}`);
        assert.equal(Number(balance) < 0, type === 'credit-card', balance);
      }
    }
  });

  it('are still there when the bank refuses the stored password, and not before a bank is linked', async (t) => {
    const client = await sandboxFor(t);
    assert.equal((await accountsOf(client, await client.failed())).status, 200);
    assertProblem(await accountsOf(client, (await client.create({ institutionId: 'banco-alerce' })).connectionId), 409);
    assertProblem(await accountsOf(client, 'conn_unknown'), 404);
    assertProblem(await client.call('GET', '/sandbox/connections/conn_unknown/accounts'), 401);
  });
});
