import { accountList, connection, connectionList, webhookList } from '../../http/api/answer-schemas.ts';
import type { Call, Subcommand } from './subcommand.ts';
import { table } from './table.ts';

const pathOf = (id: string): string => `connections/${encodeURIComponent(id)}`;

/** `araucaria-sandbox connections …`. */
export const connectionSubcommands: Readonly<Record<string, Subcommand>> = {
  list: { summary: 'the latest 50 connections', argument: null, run: list },
  show: { summary: 'one connection, its accounts and its webhooks', argument: 'connection', run: show },
  break: { summary: 'as if its user had changed the bank password', argument: 'connection', run: change('fail-auth') },
  connect: { summary: 'links a bank without a browser', argument: 'connection', run: change('connect') },
};

async function list({ api, json, print }: Call): Promise<void> {
  const { connections } = await api.get('/sandbox/connections', connectionList);
  if (json) return print(JSON.stringify(connections, null, 2));
  if (connections.length === 0) {
    return print(`There are no connections at ${api.url}. With --seed the sandbox starts with some.`);
  }
  const rows = connections.map(({ connectionId, status, institutionId, createdAt }) => [
    connectionId,
    status,
    institutionId ?? '-',
    createdAt,
  ]);
  return table([['ID', 'STATUS', 'BANK', 'CREATED'], ...rows]).forEach(print);
}

async function show({ api, id, json, print }: Call): Promise<void> {
  const found = await api.get(`/v1/${pathOf(id)}`, connection);
  const { accounts } =
    found.status === 'PENDING' ? { accounts: [] } : await api.get(`/sandbox/${pathOf(id)}/accounts`, accountList);
  const path = `/sandbox/webhooks?connectionId=${encodeURIComponent(id)}`;
  const { webhooks } = await api.get(path, webhookList);
  if (json) return print(JSON.stringify({ ...found, accounts, webhooks }, null, 2));
  print(`${found.connectionId} is ${found.status}; bank: ${found.institutionId ?? 'not chosen yet'}`);
  for (const line of table(
    accounts.map(({ name, lastDigits, currency, balance }) => ['account', name, `…${lastDigits}`, currency, balance]),
  )) {
    print(line);
  }
  for (const line of table(webhooks.map((webhook) => ['webhook', webhook.id, webhook.event.type, webhook.state]))) {
    print(line);
  }
}

function change(action: 'fail-auth' | 'connect'): Subcommand['run'] {
  return async ({ api, id, json, print }) => {
    const changed = await api.post(`/sandbox/${pathOf(id)}/${action}`, connection);
    print(json ? JSON.stringify(changed, null, 2) : `${changed.connectionId} is ${changed.status} now.`);
  };
}
