/**
 * Has a press on a submit button send its form: a click, and Enter in a field, which the browser makes a click of. In a
 * sandbox without `allow-forms`, whose flags the frame inherits, the browser fires no `submit` by itself. The one that
 * a password manager asks for with `requestSubmit()` is the browser's own.
 */
export function submitByPress(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (event.defaultPrevented || !button || button.type !== 'submit' || !button.form) return;
    event.preventDefault();
    const submit = new SubmitEvent('submit', { submitter: button, bubbles: true, cancelable: true });
    // Of the prototype: a field that a bank calls `dispatchEvent` would be in its place.
    EventTarget.prototype.dispatchEvent.call(button.form, submit);
  });
}
