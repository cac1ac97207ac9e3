import type { Frame, Page } from '@playwright/test';
import type { Gallery } from '../gallery/start-gallery.ts';

/** How a state looks: what the gallery's address takes. */
export type GalleryLook = { lang?: string; dir?: string; accent?: string; radius?: string; text?: string };

/** Opens one state of the widget alone, and waits until all of it is on screen. */
export async function openState(page: Page, gallery: Gallery, state: string, look: GalleryLook = {}): Promise<Frame> {
  await page.goto(`${gallery.url}widget.html?${new URLSearchParams({ state, ...look })}`);
  const frame = page.frames().find((each) => each.parentFrame());
  if (!frame) throw new Error('Expected the widget to be open.');
  await frame.locator(':root[data-ready]').waitFor({ state: 'attached' });
  return frame;
}
