import { scenarioBanks } from '../institutions/scenario-banks.ts';
import type { Connections } from './connections.ts';

/** The id of the request that their webhooks are caused by. */
const requestId = 'seed';

const [bank] = scenarioBanks;

/** Connections with fixed ids, one in each state, so that a host can put them into its own data. */
const examples = {
  conn_example_pending: [],
  conn_example_connected: [connect],
  conn_example_broken: [connect, fail],
};

/** How many examples are new; null if they belong to another API key, whose connections are not visible. */
export function addExamples(connections: Connections): number | null {
  let added = 0;
  for (const [id, changes] of Object.entries(examples)) {
    if (!connections.add(id)) {
      if (connections.find(id) === null) return null;
      continue;
    }
    for (const change of changes) change(connections, id);
    added += 1;
  }
  return added;
}

function connect(connections: Connections, id: string): void {
  connections.connect(id, bank.id, { requestId });
}

function fail(connections: Connections, id: string): void {
  connections.failAuth(id, requestId);
}
