/** After this time a text is removed: whoever reads through the page later must not meet it. */
const keepMs = 5_000;

let region: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Prepares `announce`: a screen reader reads only changes of a live region that is already in the document. */
export function prepareAnnouncements(): void {
  if (region?.isConnected) return;
  region = document.createElement('p');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  document.body.append(region);
}

/** Has a screen reader read a text when it is idle, also if the step that says it is gone by then. */
export function announce(text: string): void {
  if (!region) return;
  region.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => region?.replaceChildren(), keepMs);
}
