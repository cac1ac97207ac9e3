/** The focused element, as assistive technology gets it. */
export type Focused = { role: string; name: string };

/** A browser with one page, controlled by keyboard alone. */
export type Driver = {
  goto(url: string): Promise<void>;
  /** Presses a key by its DOM name, such as `Tab`, or `Shift+Tab`. */
  press(key: string): Promise<void>;
  /** Types text letter by letter into the focused element. */
  type(text: string): Promise<void>;
  /** Whether the element has the focus, in the page or in the widget's frame, by the browser's accessibility tree. */
  hasFocus(wanted: Focused): Promise<boolean>;
  /** The text of the page, without the widget. */
  pageText(): Promise<string>;
  /** The text of the widget's frame; empty while none is open. */
  widgetText(): Promise<string>;
  /** The value of an expression in the widget's frame. */
  inWidget(expression: string): Promise<unknown>;
  /** Takes the network away, or gives it back. */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
};

/** A script to run before the page's: opens closed shadow roots, which WebDriver can't reach into. */
export const openShadowRoots = `{
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
}`;
