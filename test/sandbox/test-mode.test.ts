import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scenarioFor } from '../../src/sandbox/bank/scenarios.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';
import { rightAnswers } from '../../src/shared/right-answers.ts';
import { nationalIds } from '../../src/shared/widget-api/national-id.ts';
import { sandboxFor } from './support/client.ts';

describe('the test mode of a session', () => {
  it('says what fills the forms, and every scenario that it names is one', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { testMode } = (await client.session(widgetToken, connectionId)).body;
    assert.equal(testMode.oneTimeCode, rightAnswers.oneTimeCode);
    assert.equal(testMode.securityQuestion, rightAnswers.securityQuestion);
    assert.ok(testMode.scenarios.length > 10);
    for (const { label, values } of testMode.scenarios) {
      assert.ok(label.en && label.es && label.pt);
      const credentials = Object.fromEntries(values);
      const name = credentials.user;
      for (const bank of scenarioBanks) {
        for (const field of bank.fields) {
          const value = credentials[field.name];
          assert.ok(value, `${bank.id} ${field.name}`);
          if (field.type in nationalIds) assert.ok(nationalIds[field.type as 'rut'].isValid(value), value);
        }
      }
      const { steps } = scenarioFor(credentials, scenarioBanks[0]);
      const isRefused = steps.some(({ type }) => type === 'refuse');
      assert.equal(isRefused, name === 'bad-password', name);
    }
  });
});
