import type { Connection } from '../../shared/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { scenarioBanks } from '../institutions/scenario-banks.ts';

/**
 * Links the connection's bank, as a user would in the widget: the preselected bank, the bank to repair, or the first
 * bank. Null if the connection is unknown or already `CONNECTED`.
 */
export function connectWithoutBrowser(
  connections: Connections,
  connectionId: string,
  requestId: string,
): Connection | null {
  const institutionId = connections.find(connectionId)?.institutionId ?? scenarioBanks[0].id;
  return connections.connect(connectionId, institutionId, { requestId });
}
