/** The settings of the host application. */
export type HostSettings = {
  /** TCP port on both loopback addresses; 0 takes a free one. */
  port: number;
  /** SQLite file, or `:memory:`. */
  database: string;
  /** The URL of Araucaria, with its API and its widget. */
  araucariaUrl: string;
  /** The secret API key, `arau_…`. */
  apiKey: string;
  /** The secret that Araucaria signs webhooks with, `whsec_…`. */
  webhookSecret: string;
};
