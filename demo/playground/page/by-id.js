// @ts-check

/** An element of the page. @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 */
export function element(tag, text) {
  const created = document.createElement(tag);
  created.textContent = text;
  return created;
}
