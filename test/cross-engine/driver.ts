/** The focused element, as assistive technology gets it. */
export type Focused = { role: string; name: string };

/** What presses a place of the screen. */
export type Pointer = 'mouse' | 'touch';

/** A browser with one page. */
export type Driver = {
  /** What it can press with. */
  pointers: readonly Pointer[];
  goto(url: string): Promise<void>;
  /** Presses a key by its DOM name, such as `Tab`, or `Shift+Tab`. */
  press(key: string): Promise<void>;
  /** Types text letter by letter into the focused element. */
  type(text: string): Promise<void>;
  /** Presses a place of the page, also in a frame, in px from the page's upper left corner. */
  pressAt(x: number, y: number, pointer: Pointer): Promise<void>;
  /** Whether the element has the focus, in the page or in the widget's frame, by the browser's accessibility tree. */
  hasFocus(wanted: Focused): Promise<boolean>;
  /** The text of the page, without the widget. */
  pageText(): Promise<string>;
  /** The text of the widget's frame; empty while none is open. */
  widgetText(): Promise<string>;
  /** The value of an expression in the page. */
  inPage(expression: string): Promise<unknown>;
  /** The value of an expression in the widget's frame. */
  inWidget(expression: string): Promise<unknown>;
  /** Gives the page this size in px. */
  resize(width: number, height: number): Promise<void>;
  /** Takes the network away, or gives it back. */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
};

/** An expression: opens the closed shadow roots that are made from then on. */
export const openShadowRoots = `(() => {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
})()`;
