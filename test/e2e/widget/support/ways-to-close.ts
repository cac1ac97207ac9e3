import type { WidgetPage } from './fixtures.ts';

/** The ways in which a user closes the widget. */
export const waysToClose = {
  'Escape in the frame': async (widget) => {
    await widget.page.keyboard.press('Escape');
  },
  'the backdrop': async (widget) => {
    await widget.page.mouse.click(20, 400);
  },
  'the close button': async (widget) => {
    await widget.frame.getByRole('button', { name: 'Close' }).focus();
    await widget.page.keyboard.press('Enter');
  },
} satisfies Record<string, (widget: WidgetPage) => Promise<void>>;
