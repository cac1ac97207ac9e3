/** A widget token and the connection that it is for, as a token endpoint answers them. */
export type WidgetToken = { widgetToken: string; connectionId: string };
