import { startGallery, type Gallery } from '../gallery/start-gallery.ts';
import { test as base } from './demo.ts';

/** A test with a state gallery, one for all tests of a worker. */
export const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      const gallery = await startGallery();
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker' },
  ],
});
