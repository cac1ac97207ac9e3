import { html, type TemplateResult } from 'lit';

/** The lines of the icons, in a square of 24 by 24. They have the color of the text, also in forced colors mode. */
const lines = {
  /** Araucaria's mark: the tree, whose branches turn up at their ends. */
  araucaria:
    'M12 2v20M9 4.5c.6 1.4 1.5 2 3 2s2.4-.6 3-2M6 8c1 2.3 3 3.4 6 3.4s5-1.1 6-3.4M3 12c1.6 3.2 4.6 4.7 9 4.7s7.4-1.5 9-4.7',
  alert: 'M12 5v9M12 19v.01',
  back: 'M19 12H5m6-6-6 6 6 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  end: 'M12 3v9M6.5 6.5a8 8 0 1 0 11 0',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  'eye-off':
    'M9 6a10 10 0 0 1 3-.5c6.5 0 10 6.5 10 6.5a17 17 0 0 1-2.6 3.4M6 7.5A16 16 0 0 0 2 12s3.5 6.5 10 6.5a10 10 0 0 0 4.5-1M10 10a3 3 0 0 0 4 4M4 4l16 16',
  lock: 'M8 11V7.5a4 4 0 0 1 8 0V11M6.5 11h11A1.5 1.5 0 0 1 19 12.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.5v-7A1.5 1.5 0 0 1 6.5 11z',
  link: 'M7 8l-4 4 4 4M3 12h18M17 8l4 4-4 4',
  search: 'M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM16 16l5 5',
} as const;

export type IconName = keyof typeof lines;

/** An icon for the eyes only: the text beside it, or the button's name, says the same. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" data-icon=${name} viewBox="0 0 24 24" aria-hidden="true">
    <path d=${lines[name]} />
  </svg>`;
}
