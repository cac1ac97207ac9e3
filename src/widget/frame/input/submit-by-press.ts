/**
 * Makes a click on a submit button submit its form, also the click that the browser makes from Enter in a field. In a
 * sandbox without `allow-forms`, whose flags the frame inherits, the browser fires no `submit` event itself. It still
 * does for `requestSubmit()`, which password managers call.
 */
export function submitByPress(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (event.defaultPrevented || !button || button.type !== 'submit' || !button.form) return;
    event.preventDefault();
    const submit = new SubmitEvent('submit', { submitter: button, bubbles: true, cancelable: true });
    // From the prototype: a form field named `dispatchEvent` would replace the form's method.
    EventTarget.prototype.dispatchEvent.call(button.form, submit);
  });
}
