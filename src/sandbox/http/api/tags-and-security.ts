/** The groups of operations. */
export const tags = {
  Connections: "The API of Araucaria, for the host's backend.",
  Sandbox:
    'Additions of the sandbox: changes that users and banks make at the real Araucaria, and accounts of its fictional banks.',
  Widget: "The API of the widget's frame, on its own origin.",
};

/** The types of bearer token. */
export const bearers = {
  apiKey: "The application's secret key, `arau_…`. Refused from browsers.",
  widgetToken: 'The token that the widget was opened with.',
  attemptToken: 'The token of an attempt, from the answer that created it.',
};

/** A group of operations. */
export type TagName = keyof typeof tags;

/** A type of bearer token. */
export type SecurityName = keyof typeof bearers;
