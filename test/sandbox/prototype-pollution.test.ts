import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { before, after, describe, it } from 'node:test';
import { cacheFolder, settingsFromEnvironment } from '../../src/sandbox/cli/command-settings.ts';
import { readCatalog } from '../../src/sandbox/institutions/catalog.ts';
import { Client, hostOrigin, rawRequest, sandboxFor } from './support/client.ts';
import { temporaryFile } from './support/temporary-file.ts';

const script = new URL('support/polluted-sandbox.ts', import.meta.url).pathname;

/** The members of every object, and some that lead to its prototype. */
const inherited = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

describe('with members on Object.prototype', { timeout: 30_000 }, () => {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let client: Client;
  before(async () => {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    client = new Client(String(line).trim());
  });
  after(() => child.kill());

  it('the sandbox has the given settings, and its own defaults', async () => {
    const { connectionId, widgetToken } = await client.create();
    const { status, body } = await client.session(widgetToken, connectionId);
    assert.equal(status, 200);
    assert.deepEqual(body.application, {
      name: 'Sandbox application',
      logo: null,
      termsUrl: null,
      privacyUrl: null,
      disconnectUrl: null,
    });
    assert.equal(body.institution, null);
    assert.ok(body.expiresIn > 800);
    assert.equal((await client.session(widgetToken, connectionId, 'https://evil.example')).status, 403);
    assert.equal((await client.backend('GET', '/sandbox/webhooks', { bearer: 'arau_evil_key' })).status, 401);
    const webhook = await client.backend('POST', '/sandbox/webhooks/msg_none/deliver');
    // There is no URL for webhooks.
    assert.equal(webhook.status, 409);
    assert.equal((await client.call('GET', '/widget/passwd')).status, 404);
  });

  it('a body has the members that were sent', async () => {
    const { connectionId, widgetToken } = await client.create();
    assert.equal((await client.backend('GET', `/v1/connections/${connectionId}`)).body.institutionId, null);
    const whole = {
      connectionId,
      origin: hostOrigin,
      institutionId: 'banco-alerce',
      credentials: { user: 'ok', password: 'araucaria' },
    };
    for (const missing of ['connectionId', 'origin', 'institutionId', 'credentials']) {
      const body = { ...whole, [missing]: undefined };
      const { status } = await client.call('POST', '/widget/api/attempts', { bearer: widgetToken, body });
      assert.equal(status, 422, missing);
    }
    const { state } = await client.attempt(widgetToken, connectionId, 'ok', { institutionId: 'banco-alerce' });
    assert.deepEqual(state, { status: 'connected', connectionId });
  });

  it('credentials and answers have what was typed', async () => {
    const { connectionId, widgetToken } = await client.create();
    const rut = { institutionId: 'banco-maiten', credentials: { rut: '123456785', password: 'araucaria' } };
    for (const credentials of [{}, { user: 'ok' }, { password: 'araucaria' }]) {
      assert.equal((await client.send(widgetToken, connectionId, 'ok', { credentials })).status, 422);
    }
    const { attemptToken, state } = await client.attempt(widgetToken, connectionId, '', rut);
    assert.ok(state.status === 'challenge');
    const challengeId = state.challenge.id;
    for (const body of [
      { challengeId },
      { challengeId, answers: {} },
      { challengeId, option: 'first' },
      { code: '1' },
    ]) {
      const { status } = await client.call('POST', '/widget/api/attempt/challenge', { bearer: attemptToken, body });
      assert.equal(status, 422, JSON.stringify(body));
    }
    const again = await client.answer(attemptToken, '000000');
    assert.ok(again.status === 'challenge');
    assert.equal(again.challenge.triesLeft, 2);

    const attempt = await client.attempt(widgetToken, connectionId, 'questions');
    assert.ok(attempt.state.status === 'challenge');
    const body = { challengeId: attempt.state.challenge.id, answers: { school: 'araucaria' } };
    const bearer = attempt.attemptToken;
    assert.equal((await client.call('POST', '/widget/api/attempt/challenge', { bearer, body })).status, 422);
  });

  it('a query has the parameters that were sent', async () => {
    const all = (await client.call('GET', '/widget/api/institutions')).body;
    assert.ok(all.institutions.length > 10);
    const found = (await client.call('GET', '/widget/api/institutions?q=alerce&limit=3')).body;
    assert.equal(found.institutions.length, 3);
    assert.equal(found.institutions[0].id, 'banco-alerce');
  });

  it('a form has the fields that were sent', async () => {
    const { connectionId, widgetToken } = await client.create();
    const headers = { Origin: client.url, 'Content-Type': 'application/x-www-form-urlencoded' };
    for (const path of ['/sandbox/', '/sandbox/api']) {
      const { status } = await client.call('POST', path, { headers, body: `id=${connectionId}` });
      assert.equal(status, 422, path);
    }
    assert.equal((await client.session(widgetToken, connectionId)).status, 200);
  });

  it('problems and files have their own headers', async () => {
    const { status, body } = await client.call('GET', '/nothing');
    assert.deepEqual(body, { type: 'about:blank', title: 'Not Found', status: 404 });
    assert.equal(status, 404);
    assert.equal((await client.call('GET', '/widget/logos/evil-bank.svg')).status, 404);
    const { connectionId, widgetToken } = await client.create();
    const { state } = await client.attempt(widgetToken, connectionId, 'evil');
    assert.deepEqual(state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 });
  });
});

describe('the names of Object.prototype', () => {
  it('are no scenario, field, question, option, institution, logo, parameter or setting', async (t) => {
    const client = await sandboxFor(t);
    for (const name of inherited) {
      const token = await client.create();
      const { widgetToken, connectionId } = token;
      for (const [index, user] of [name, `ok+${name}`, `error_${name}`].entries()) {
        const { state } = await client.attempt(widgetToken, connectionId, user);
        assert.deepEqual(state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 - index }, user);
      }
      // As text, because `__proto__` in an object literal sets its prototype.
      const credentials = `{"user":"ok","password":"araucaria","${name}":"x"}`;
      const body = `{"connectionId":"${connectionId}","origin":"${hostOrigin}","institutionId":"banco-alerce","credentials":${credentials}}`;
      const extra = await client.call('POST', '/widget/api/attempts', { bearer: widgetToken, body });
      assert.equal(extra.status, 422, name);
      assert.equal((await client.send(widgetToken, connectionId, 'ok', { institutionId: name })).status, 404, name);
      for (const path of [`/widget/api/institutions/${name}`, `/widget/logos/${name}.svg`, `/widget/${name}`]) {
        assert.equal((await rawRequest(client.url, 'GET', path, [])).status, 404, path);
      }
      const query = await client.call('GET', `/widget/api/institutions?${name}=x&q=${name}`);
      assert.equal(query.status, 200);

      const { attemptToken, state } = await client.attempt(widgetToken, connectionId, 'questions');
      assert.ok(state.status === 'challenge');
      for (const answer of [
        `"answers":{"pet":"araucaria","school":"araucaria","${name}":"x"}`,
        `"option":"${name}"`,
        `"${name}":"123456"`,
      ]) {
        const sent = `{"challengeId":"${state.challenge.id}",${answer}}`;
        const { status } = await client.call('POST', '/widget/api/attempt/challenge', {
          bearer: attemptToken,
          body: sent,
        });
        assert.equal(status, 422, answer);
      }
      const form = await client.call('POST', '/sandbox/', {
        headers: { Origin: client.url, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `action=${name}&id=x`,
      });
      assert.equal(form.status, 422, name);
    }
  });

  it('are no setting of the environment, and no member of an institution', async (t) => {
    const environment = Object.create({ ARAUCARIA_DB: '/evil', XDG_CACHE_HOME: '/evil' }) as NodeJS.ProcessEnv;
    assert.doesNotMatch(JSON.stringify(settingsFromEnvironment(environment)), /evil/);
    assert.doesNotMatch(cacheFolder(environment), /evil/);
    const file = await temporaryFile(t, 'institutions.json');
    for (const name of inherited) {
      await writeFile(file, `[{"id":"a","name":"A","${name}":"x"}]`);
      assert.throws(() => readCatalog(file), /ARAUCARIA_INSTITUTIONS/, name);
    }
    await writeFile(file, '[{"name":"A","__proto__":{"id":"a"}}]');
    assert.throws(() => readCatalog(file), /ARAUCARIA_INSTITUTIONS/);
  });
});
