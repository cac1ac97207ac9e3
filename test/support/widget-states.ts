import type { Frame } from '@playwright/test';
import { widgetErrors } from '../../src/shared/widget-error.ts';
import type { DemoPage } from './demo.ts';

/** Something the widget can show, and how its user gets there from the page. Works in every language. */
export type WidgetState = { name: string; reach(quilla: DemoPage): Promise<Frame> };

const search =
  (text: string) =>
  async (quilla: DemoPage): Promise<Frame> => {
    await quilla.connect.click();
    const widget = await quilla.widget();
    await widget.locator('[role="option"]').first().waitFor();
    await widget.locator('#search').fill(text);
    await widget.locator('.hint, .empty, mark').first().waitFor();
    return widget;
  };

/** What comes after a user name was sent, once `selector` is there. */
const after =
  (user: string, selector: string, act?: (widget: Frame) => Promise<void>) =>
  async (quilla: DemoPage): Promise<Frame> => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, user);
    await widget.locator(selector).first().waitFor();
    await act?.(widget);
    return widget;
  };

const form =
  (bank: string, act?: (widget: Frame) => Promise<void>) =>
  async (quilla: DemoPage): Promise<Frame> => {
    const widget = await quilla.toForm(bank);
    await act?.(widget);
    return widget;
  };

const submit =
  (step: string) =>
  async (widget: Frame): Promise<void> => {
    await widget.locator(`${step} form .primary`).click();
    await widget.locator('.error:not([hidden])').first().waitFor();
  };

/** Codes that a bank's answer does not lead to: they are reached on other ways below, or end the run at once. */
const unseen = ['institution-not-listed', 'invalid-credentials', 'token-expired'];

/** Everything the widget can show. */
export const widgetStates: readonly WidgetState[] = [
  {
    name: 'list',
    async reach(quilla) {
      await quilla.connect.click();
      const widget = await quilla.widget();
      await widget.locator('[role="option"]').first().waitFor();
      return widget;
    },
  },
  { name: 'search', reach: search('lap') },
  { name: 'search-none', reach: search('zzzzqqq') },
  {
    name: 'list-failed',
    async reach(quilla) {
      await quilla.page.route('**/widget/api/institutions?*', (route) => route.abort());
      await quilla.connect.click();
      const widget = await quilla.widget();
      await widget.locator('[role="alert"]').waitFor();
      return widget;
    },
  },
  {
    name: 'opening',
    async reach(quilla) {
      await quilla.page.route('**/widget/api/institutions/*', () => undefined);
      await quilla.connect.click();
      const widget = await quilla.widget();
      await widget.locator('[role="option"]').first().click();
      await widget.locator('waiting-step h1').waitFor();
      return widget;
    },
  },
  { name: 'consent', reach: (quilla) => quilla.toConsent() },
  { name: 'consent-slow', reach: (quilla) => quilla.toConsent('Banco Tepa') },
  { name: 'consent-down', reach: (quilla) => quilla.toConsent('Banco Raudal') },
  { name: 'form', reach: form('Banco Alerce') },
  { name: 'form-missing', reach: form('Caja Quillay', submit('credential-step')) },
  {
    name: 'form-rut-wrong',
    reach: form('Banco Maitén', async (widget) => {
      await widget.locator('[name="rut"]').fill('12.345.678-4');
      await submit('credential-step')(widget);
    }),
  },
  {
    name: 'form-hint',
    reach: form('Caja Quillay', async (widget) => {
      await widget.locator('[name="user"]').fill('ok ');
      await widget.locator('[name="user"]').blur();
      await widget.locator('.hint:not(:empty)').waitFor();
    }),
  },
  { name: 'form-select', reach: form('Banco Guadua') },
  { name: 'form-company', reach: form('Ipê Empresas') },
  { name: 'form-refused', reach: after('bad-password', '.error:not([hidden])') },
  { name: 'progress', reach: after('slow', '.stages [data-state="done"]') },
  { name: 'code-sms', reach: after('otp', 'code-challenge') },
  {
    name: 'code-wrong',
    reach: after('otp', 'code-challenge', async (widget) => {
      await widget.locator('#code').fill('000000');
      await widget.locator('code-challenge .primary').click();
      await widget.locator('#code-error:not([hidden])').waitFor();
    }),
  },
  { name: 'code-app', reach: after('otp-app', 'code-challenge') },
  { name: 'questions', reach: after('questions', 'questions-challenge') },
  { name: 'questions-missing', reach: after('questions', 'questions-challenge', submit('questions-challenge')) },
  {
    name: 'questions-wrong',
    reach: after('questions', 'questions-challenge', async (widget) => {
      for (const input of await widget.locator('questions-challenge input').all()) await input.fill('no');
      await widget.locator('questions-challenge .primary').click();
      await widget.locator('#wrong-answers:not([hidden])').waitFor();
    }),
  },
  { name: 'choice', reach: after('choice', 'choice-challenge') },
  { name: 'choice-missing', reach: after('holder', 'choice-challenge', submit('choice-challenge')) },
  { name: 'approval', reach: after('approval', 'approval-challenge') },
  { name: 'connected', reach: after('ok', '[data-kind="success"]') },
  ...Object.keys(widgetErrors)
    .filter((code) => !unseen.includes(code))
    .map((code) => ({ name: `failed-${code}`, reach: after(`error_${code}`, '[data-kind="failure"]') })),
  { name: 'failed-token-expired', reach: after('expire-session', '[data-kind="failure"]') },
  {
    name: 'failed-invalid-credentials',
    async reach(quilla) {
      const widget = await quilla.toForm();
      for (let tries = 0; tries < 5; tries += 1) {
        await quilla.signIn(widget, 'bad-password');
        await widget.locator('progress-step').waitFor();
        await widget.locator('.error:not([hidden]), [data-kind="failure"]').first().waitFor();
      }
      return widget;
    },
  },
  {
    name: 'failed-token-request',
    async reach(quilla) {
      await quilla.page.route('**/api/widget-token', (route) => route.fulfill({ status: 503 }));
      // Only where the dialog is there before the answer can it be shown in it.
      await quilla.warm();
      await quilla.connect.click();
      const widget = await quilla.widget();
      await widget.locator('[data-kind="failure"]').waitFor();
      return widget;
    },
  },
  {
    name: 'failed-outcome-unknown',
    async reach(quilla) {
      const widget = await quilla.toForm();
      await quilla.page.route('**/widget/api/attempts', (route) => route.abort());
      await quilla.signIn(widget, 'ok');
      await widget.locator('[data-kind="failure"]').waitFor();
      return widget;
    },
  },
  {
    name: 'keyboard-taken',
    async reach(quilla) {
      const widget = await quilla.toForm();
      await widget.locator('[name="user"]').fill('ok');
      await quilla.page.evaluate(() => window.focus());
      await widget.locator('keyboard-cover').waitFor();
      return widget;
    },
  },
  {
    name: 'leaving',
    async reach(quilla) {
      const widget = await quilla.toForm();
      await widget.locator('[name="user"]').fill('ok');
      await widget.locator('.close').click();
      await widget.locator('dialog[open]').waitFor();
      return widget;
    },
  },
];
