import type { Attempts } from '../attempts.ts';
import type { Connections } from '../connections.ts';
import type { Institutions } from '../institutions.ts';
import type { SandboxSettings } from '../settings.ts';
import type { WidgetTokens } from '../widget-tokens.ts';

/** What the routes put to work. */
export type Services = {
  settings: SandboxSettings;
  connections: Connections;
  tokens: WidgetTokens;
  attempts: Attempts;
  institutions: Institutions;
};
