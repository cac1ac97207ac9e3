import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Client } from './support/client.ts';
import { webhooksOf } from './support/listed-webhooks.ts';
import { receiverFor } from './support/receiver.ts';
import { commandLine, ready, run, runForLines, runToEnd, stop } from './support/sandbox-command.ts';

const guide = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

/** The commands of the guide, each with its output. */
const transcripts = [...guide.matchAll(/```console\n\$ npx araucaria-sandbox (.*)\n([\s\S]*?)```/g)].map(
  ([, command = '', output = '']) => ({ args: command.split(' '), output }),
);

/** An output without what differs from run to run. */
const fixed = (text: string): string =>
  text
    .replaceAll(/^\d\d:\d\d:\d\d/gm, '09:30:00')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-27T09:30:00.000Z')
    .replaceAll(/msg_\w+/g, 'msg_00000000000000000000000000000000')
    .replaceAll(/\d+ ms/g, '4 ms')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4400')
    .replaceAll(/\/\S+\/sandbox\.sqlite/g, '/home/ana/.cache/araucaria-connect/shop-1f0c9a7e/sandbox.sqlite');

describe('the guide of the sandbox', () => {
  it('has each recipe word for word', () => {
    const recipes = [...guide.matchAll(/<!-- (\S+) -->\n```\w+\n([\s\S]*?)```/g)];
    assert.equal(recipes.length, 3);
    for (const [, file = '', code] of recipes) {
      assert.equal(code, readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), file);
    }
  });

  it('shows what a start prints', async (t) => {
    const [start] = transcripts;
    assert.ok(start);
    const command = await run(t, {}, undefined, { args: start.args });
    await ready(command);
    while (!command.output().includes('webhooks  ')) await new Promise(setImmediate);
    assert.deepEqual(fixed(command.output()).split('\n').toSorted(), start.output.split('\n').toSorted());
  });

  it('shows how a backend gets the signing secret', async (t) => {
    const command = await run(t);
    await ready(command);
    await stop(command, 'SIGTERM');
    const [, script = ''] = /```sh\n(export [\s\S]*?)```/.exec(guide) ?? [];
    const { stdout } = spawnSync(
      'sh',
      ['-c', `${script}printf %s "$ARAUCARIA_WEBHOOK_SECRET"`.replace('npx araucaria-sandbox', commandLine)],
      {
        env: { ARAUCARIA_DB: join(command.folder, 'sandbox.sqlite') },
        encoding: 'utf8',
      },
    );
    assert.match(stdout, /^whsec_.{44}$/);
  });

  it('shows what each subcommand prints', async (t) => {
    const { webhookUrl } = await receiverFor(t);
    const command = await run(t, { ARAUCARIA_WEBHOOK_URL: webhookUrl }, undefined, { args: ['--seed'] });
    const client: Client = await ready(command);
    const environment = { ARAUCARIA_PORT: new URL(client.url).port, ARAUCARIA_API_KEY: 'arau_test_key' };
    while ((await webhooksOf(client)).some(({ state }) => state !== 'delivered')) continue;
    const tail = runForLines(t, ['events', 'tail'], environment);
    const shown = [(await tail.next()).value, (await tail.next()).value, (await tail.next()).value].map((line) =>
      fixed(String(line)),
    );
    const example = transcripts.find(({ args }) => args[1] === 'tail')?.output.trim();
    assert.ok(shown.includes(String(example)), shown.join('\n'));
    for (const { args, output } of transcripts.slice(1)) {
      if (args[1] === 'tail') continue;
      const webhooks = await webhooksOf(client);
      const { stdout, stderr } = await runToEnd(
        args.map((arg) => (arg.startsWith('msg_') ? (webhooks[0]?.id ?? '') : arg)),
        environment,
      );
      assert.equal(fixed(stdout), output, stderr);
    }
  });
});
