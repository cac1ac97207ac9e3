// @ts-check
// The page's language, theme and accent, as chosen in the developer's drawer. The button and the widget follow the page. A
// choice is in the page's address: it is still there after a reload, and a shared link shows the same.

const root = document.documentElement;

choice('language', (value) => {
  root.lang = value;
  document.dispatchEvent(new Event('quilla-language'));
});
choice('theme', (value) => root.style.setProperty('color-scheme', value));
choice('accent', (value) => root.style.setProperty('--accent', value));

/**
 * @param {string} name of the control, and of the parameter in the address
 * @param {(value: string) => void} act
 */
function choice(name, act) {
  const control = /** @type {HTMLSelectElement | HTMLInputElement} */ (document.getElementById(name));
  const initial = control.value;
  const given = new URLSearchParams(location.search).get(name);
  if (given !== null) {
    control.value = given;
    // The control does not take a value that it does not offer.
    if (control.value === given) act(given);
    else control.value = initial;
  }
  control.addEventListener('input', () => {
    const address = new URL(location.href);
    if (control.value === initial) address.searchParams.delete(name);
    else address.searchParams.set(name, control.value);
    history.replaceState(null, '', address);
    act(control.value);
  });
}
