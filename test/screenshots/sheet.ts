import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';

/** Pictures on one sheet: few enough to be read. */
const perSheet = 12;

/** A picture is shown whole, but of a desktop's only the middle, where the dialog is. */
const layouts = {
  desktop: 'grid-template-columns: repeat(6, 1fr); --height: 560px; --fit: cover',
  phone: 'grid-template-columns: repeat(6, 1fr); --height: auto; --fit: contain',
  low: 'grid-template-columns: repeat(3, 1fr); --height: auto; --fit: contain',
};

function layoutOf(look: string): string {
  if (/844x390|1024x600/.test(look)) return layouts.low;
  return /\b(390|320)\b|large-text|zoomed/.test(look) ? layouts.phone : layouts.desktop;
}

/** Puts the pictures of one look together on sheets, named after the look. */
export async function takeSheet(
  browser: Browser,
  folder: string,
  look: string,
  names: readonly string[],
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1800, height: 800 } });
  for (let first = 0; first < names.length; first += perSheet) {
    const figures = names.slice(first, first + perSheet).map((name) => {
      const picture = readFileSync(join(folder, `${name}.png`), 'base64');
      return `<figure><img src="data:image/png;base64,${picture}"><figcaption>${name}</figcaption></figure>`;
    });
    await page.setContent(
      `<style>
        body { margin: 8px; display: grid; ${layoutOf(look)}; gap: 8px; background: #888; font: 13px system-ui }
        figure { margin: 0 } img { width: 100%; height: var(--height); object-fit: var(--fit); display: block }
      </style>${figures.join('')}`,
    );
    await page.screenshot({ path: join(folder, `sheet.${look}.${first / perSheet + 1}.png`), fullPage: true });
  }
  await page.close();
}
