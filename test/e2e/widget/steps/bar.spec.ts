import { expect } from '@playwright/test';
import { test } from '../../../support/gallery.ts';
import { openState } from '../../../support/open-state.ts';
import { widgetStates, type WidgetStateName } from '../../../gallery/states.ts';

const names = Object.keys(widgetStates) as WidgetStateName[];

/** Whether the user can go back: to the bank list, or from the bank to its form. */
function hasBack(name: WidgetStateName): boolean {
  const { state, session, isCovered } = widgetStates[name].flow;
  const isRepair = session.status === 'open' && session.session.mode === 'recredential';
  if (isCovered) return false;
  if (['submitting', 'at-bank', 'challenge'].includes(state.step)) return true;
  if (state.step === 'opening') return state.chosen !== null;
  return !isRepair && ['missing', 'consent', 'form'].includes(state.step);
}

test('every state has the one way back that it can have, and no other word for it', async ({ page, gallery }) => {
  test.setTimeout(120_000);
  for (const name of names) {
    const frame = await openState(page, gallery, name);
    await expect(frame.locator('header > button'), name).toHaveCount(hasBack(name) ? 2 : 1);
    await expect(frame.locator('.back'), name).toHaveCount(hasBack(name) ? 1 : 0);
    await expect(frame.getByRole('button', { name: /cancel|leave|^back to/i }), name).toHaveCount(0);
    await expect(frame.locator('.close'), name).toBeInViewport();
  }
});

test('the bar says who is connected with whom, and the footer where the page is from', async ({ page, gallery }) => {
  const frame = await openState(page, gallery, 'form');
  const bar = frame.getByRole('banner');
  await expect(bar.getByText('Quilla')).toBeVisible();
  await expect(bar.getByRole('img', { name: 'Banco Alerce' })).toBeVisible();
  await expect(frame.getByRole('contentinfo')).toContainText(new URL(frame.url()).host);
  await expect(frame.getByRole('contentinfo')).toBeInViewport();
});

test('a heading is read with the step that the user is at, where the number of steps is known', async ({
  page,
  gallery,
}) => {
  const heading = { level: 1 };
  const consent = await openState(page, gallery, 'consent');
  await expect(consent.getByRole('heading', heading)).toHaveAccessibleDescription('Step 2 of 3');
  const code = await openState(page, gallery, 'questions');
  await expect(code.getByRole('heading', heading)).toHaveAccessibleDescription('Step 3 of 3');
  for (const name of ['form-repair', 'connected', 'failed-mfa-failed']) {
    const frame = await openState(page, gallery, name);
    await expect(frame.locator('.parts'), name).toHaveCount(0);
  }
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  const expected = reducedMotion === 'reduce' ? 'nothing moves' : 'motion takes at most 200 ms';
  test(`from one step to the next ${expected} (${reducedMotion})`, async ({ page, gallery }) => {
    await page.emulateMedia({ reducedMotion });
    const frame = await openState(page, gallery, 'consent');
    await frame.getByRole('button', { name: 'Agree and continue' }).click();
    const step = frame.locator('credential-step');
    const times = await step.evaluate((element) => {
      const style = getComputedStyle(element);
      return style.animationName === 'none' ? 0 : parseFloat(style.animationDuration) * 1_000;
    });
    if (reducedMotion === 'reduce') expect(times).toBe(0);
    else expect(times).toBeGreaterThan(0);
    expect(times).toBeLessThanOrEqual(200);
    const pressed = await frame.locator('.primary').evaluate((element) => getComputedStyle(element).transitionDuration);
    expect(pressed === '0s').toBe(reducedMotion === 'reduce');
  });
}
