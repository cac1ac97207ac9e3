import type { Connections } from './connections.ts';
import type { Sessions } from './sessions.ts';
import type { HostSettings } from './settings.ts';
import type { Updates } from './updates.ts';

/** The dependencies of the routes. */
export type Services = {
  settings: HostSettings;
  sessions: Sessions;
  connections: Connections;
  updates: Updates;
};
