/** The Araucaria API, without `/v1`. */
export const documentedApiUrl = 'https://api.araucaria.money';

/** The widget script. */
export const documentedWidgetSrc = `${documentedApiUrl}/widget/araucaria-connect.js`;
