/**
 * Makes Enter in a filled field go to the next empty one, as `enterkeyhint="next"` promises on a phone's keyboard. With no
 * empty field after it, Enter submits the form.
 */
export function nextOnEnter(event: KeyboardEvent): void {
  const { target } = event;
  // Safari ends an IME composition with an Enter that only this key code identifies.
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
  if (!(target instanceof HTMLInputElement) || target.value === '') return;
  // Not through the form: a bank's field may have the name of any of its properties.
  const fields = Array.from(document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('form :is(input, select)'));
  const later = fields.slice(fields.indexOf(target) + 1).filter(({ form }) => form === target.form);
  const next = later.find(({ value }) => value === '');
  if (!next) return;
  event.preventDefault();
  next.focus();
}
