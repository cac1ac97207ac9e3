import type { Connections } from './connections.ts';
import type { Sessions } from './sessions.ts';
import type { HostSettings } from './settings.ts';
import type { Updates } from './updates.ts';

/** What the routes work with. */
export type Services = {
  settings: HostSettings;
  sessions: Sessions;
  connections: Connections;
  updates: Updates;
};
