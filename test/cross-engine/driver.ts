/** What has the keyboard, as assistive technology hears of it. */
export type Focused = { role: string; name: string };

/** A browser with one page, used by its keyboard alone. */
export type Driver = {
  goto(url: string): Promise<void>;
  /** Presses a key by its DOM name, such as `Tab`. */
  press(key: string): Promise<void>;
  /** Types text, letter by letter, into whatever has the keyboard. */
  type(text: string): Promise<void>;
  /** Whether this has the keyboard, in the page or in the widget's frame, by the browser's own accessibility tree. */
  hasFocus(wanted: Focused): Promise<boolean>;
  /** The text of the page, without the widget. */
  pageText(): Promise<string>;
  /** The text of the widget's frame; empty while none is open. */
  widgetText(): Promise<string>;
  close(): Promise<void>;
};

/** Runs in the page, ahead of it: WebDriver has no way into a closed shadow root, so the widget's is opened. */
export const openShadowRoots = `{
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
}`;
