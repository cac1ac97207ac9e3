/** The groups of operations. */
export const tags = {
  Connections: "The API of Araucaria, for the host's backend.",
  Sandbox: 'What a test makes happen, and the real Araucaria does by itself.',
  Widget: "What the widget's frame uses on its own origin.",
};

/** The kinds of bearer token. */
export const bearers = {
  apiKey: "The application's secret key, `arau_…`. Refused from browsers.",
  widgetToken: 'The token that the widget was opened with.',
  attemptToken: 'The token of an attempt, from the moment the bank was contacted.',
};

/** A group of operations. */
export type TagName = keyof typeof tags;

/** A way to prove who calls. */
export type SecurityName = keyof typeof bearers;
