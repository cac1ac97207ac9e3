/** Whether a key is Tab, also with Shift: WebKitGTK names that key only by its place on the keyboard. */
export function isTab({ key, code }: KeyboardEvent): boolean {
  return key === 'Tab' || code === 'Tab';
}
