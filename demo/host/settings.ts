/** How the host application runs. */
export type HostSettings = {
  /** TCP port on both loopback addresses; 0 takes a free one. */
  port: number;
  /** SQLite file, or `:memory:`. */
  database: string;
  /** Where Araucaria is: its API and its widget. */
  araucariaUrl: string;
  /** The secret API key, `arau_…`. */
  apiKey: string;
  /** What Araucaria signs its webhooks with, `whsec_…`. */
  webhookSecret: string;
};
