import type { Frame } from '@playwright/test';
import { isWidgetErrorCode } from '../../src/shared/widget-error.ts';
import { widgetStates, type WidgetStateName } from '../gallery/states.ts';
import type { DemoPage } from './demo.ts';

/** The way of a user to a state of the widget, from the page. Works in every language. */
type Way = (quilla: DemoPage) => Promise<Frame>;

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

/** The state after a user name was submitted, once `selector` is on screen. */
const after =
  (user: string, selector: string, act?: (widget: Frame) => Promise<void>) =>
  async (quilla: DemoPage): Promise<Frame> => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, user);
    await widget.locator(selector).first().waitFor();
    await act?.(widget);
    return widget;
  };

/** The step for a bank that is not in the list. */
const missing =
  (act?: (widget: Frame) => Promise<void>) =>
  async (quilla: DemoPage): Promise<Frame> => {
    await quilla.connect.click();
    const widget = await quilla.widget();
    await widget.locator('.missing button').click();
    await widget.locator('missing-step h1').waitFor();
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

/** Failures that a bank's answer does not lead to: their own ways are below. */
const others = ['failed-invalid-credentials', 'failed-token-expired'];

/** The failures that the sandbox plays by a user name. */
const endings = Object.fromEntries(
  Object.keys(widgetStates)
    .filter((name) => isWidgetErrorCode(name.replace('failed-', '')) && !others.includes(name))
    .map((name) => [name, after(name.replace('failed-', 'error_'), '[data-kind="failure"]')]),
) as Partial<Record<WidgetStateName, Way>>;

const ways: Partial<Record<WidgetStateName, Way>> = {
  async list(quilla) {
    await quilla.connect.click();
    const widget = await quilla.widget();
    await widget.locator('[role="option"]').first().waitFor();
    return widget;
  },
  search: search('lap'),
  'search-none': search('zzzzqqq'),
  async 'list-failed'(quilla) {
    await quilla.page.route('**/widget/api/institutions?*', (route) => route.abort());
    await quilla.connect.click();
    const widget = await quilla.widget();
    // The page brings the popular banks.
    await widget.locator('#search').fill('offline');
    await widget.locator('[role="alert"]').waitFor();
    return widget;
  },
  async opening(quilla) {
    await quilla.page.route('**/widget/api/institutions/*', () => undefined);
    await quilla.connect.click();
    const widget = await quilla.widget();
    await widget.locator('[role="option"]').first().click();
    await widget.locator('waiting-step h1').waitFor();
    return widget;
  },
  missing: missing(),
  'missing-reported': missing(async (widget) => {
    await widget.locator('missing-step .primary').click();
    await widget.locator('missing-step .actions').waitFor();
  }),
  consent: (quilla) => quilla.toConsent(),
  'consent-slow': (quilla) => quilla.toConsent('Banco Tepa'),
  'consent-down': (quilla) => quilla.toConsent('Banco Raudal'),
  form: form('Banco Alerce'),
  'form-missing': form('Caja Quillay', submit('credential-step')),
  'form-rut-wrong': form('Banco Maitén', async (widget) => {
    await widget.locator('[name="rut"]').fill('12.345.678-4');
    await submit('credential-step')(widget);
  }),
  'form-hint': form('Caja Quillay', async (widget) => {
    await widget.locator('[name="user"]').fill('ok ');
    await widget.locator('[name="user"]').blur();
    await widget.locator('.hint:not(:empty)').waitFor();
  }),
  'form-select': form('Banco Guadua'),
  'form-company': form('Ipê Empresas'),
  'form-refused': after('bad-password', '.error:not([hidden])'),
  async 'form-offline'(quilla) {
    const widget = await quilla.toForm();
    await quilla.page.context().setOffline(true);
    await quilla.signIn(widget, 'ok');
    await widget.locator('.offline .secondary').waitFor();
    return widget;
  },
  async sending(quilla) {
    const widget = await quilla.toForm();
    await quilla.page.route('**/widget/api/attempts', () => undefined);
    await quilla.signIn(widget, 'ok');
    await widget.locator('progress-step h1').waitFor();
    return widget;
  },
  progress: after('slow', '.stages [data-state="done"]'),
  'progress-offline': after('slow', '.stages [data-state="done"]', async (widget) => {
    await widget.page().context().setOffline(true);
    await widget.locator('.offline p').waitFor();
  }),
  async 'progress-slow'(quilla) {
    const widget = await quilla.toForm('Banco Tepa');
    await quilla.signIn(widget, 'slow');
    await widget.locator('.stages [data-state="done"]').waitFor();
    await widget.locator('.hint:not(:empty)').waitFor();
    return widget;
  },
  answering: after('otp', 'code-challenge', async (widget) => {
    await widget.page().route('**/widget/api/attempt/challenge', () => undefined);
    await widget.locator('#code').fill('123456');
    await widget.locator('progress-step h1').waitFor();
  }),
  'code-sms': after('otp', 'code-challenge'),
  'code-wrong': after('otp', 'code-challenge', async (widget) => {
    await widget.locator('#code').fill('000000');
    await widget.locator('#code-error:not([hidden])').waitFor();
  }),
  'code-offline': after('otp', 'code-challenge', async (widget) => {
    await widget.page().context().setOffline(true);
    await widget.locator('#code').fill('123456');
    await widget.locator('.offline .secondary').waitFor();
  }),
  'code-app': after('otp-app', 'code-challenge'),
  questions: after('questions', 'questions-challenge'),
  'questions-missing': after('questions', 'questions-challenge', submit('questions-challenge')),
  'questions-wrong': after('questions', 'questions-challenge', async (widget) => {
    for (const input of await widget.locator('questions-challenge input').all()) await input.fill('no');
    await widget.locator('questions-challenge .primary').click();
    await widget.locator('#wrong-answers:not([hidden])').waitFor();
  }),
  choice: after('choice', 'choice-challenge'),
  'choice-missing': after('holder', 'choice-challenge', submit('choice-challenge')),
  approval: after('approval', 'approval-challenge'),
  connected: after('ok', '[data-kind="success"]'),
  ...endings,
  'failed-token-expired': after('expire-session', '[data-kind="failure"]'),
  async 'failed-invalid-credentials'(quilla) {
    const widget = await quilla.toForm();
    for (let tries = 0; tries < 5; tries += 1) {
      await quilla.signIn(widget, 'bad-password');
      await widget.locator('progress-step').waitFor();
      await widget.locator('.error:not([hidden]), [data-kind="failure"]').first().waitFor();
    }
    return widget;
  },
  async 'failed-token-request'(quilla) {
    await quilla.page.route('**/api/widget-token', (route) => route.fulfill({ status: 503 }));
    // The dialog shows this failure only if it was open before the response came.
    await quilla.warm();
    await quilla.connect.click();
    const widget = await quilla.widget();
    await widget.locator('[data-kind="failure"]').waitFor();
    return widget;
  },
  async 'failed-outcome-unknown'(quilla) {
    const widget = await quilla.toForm();
    await quilla.page.route('**/widget/api/attempts', (route) => route.abort());
    await quilla.signIn(widget, 'ok');
    await widget.locator('[data-kind="failure"]').waitFor();
    return widget;
  },
  async 'keyboard-taken'(quilla) {
    const widget = await quilla.toForm();
    await widget.locator('[name="user"]').fill('ok');
    await quilla.page.evaluate(() => window.focus());
    await widget.locator('keyboard-cover').waitFor();
    return widget;
  },
  async leaving(quilla) {
    const widget = await quilla.toForm();
    await widget.locator('[name="user"]').fill('ok');
    await widget.locator('.close').click();
    await widget.locator('dialog[open]').waitFor();
    return widget;
  },
};

/** The states of the gallery's list that a user of the demo can reach. The others take a clock or a server of their own. */
export const reachableStates = Object.entries(ways).map(([name, reach]) => ({ name, reach }));
