import type { Frame, Locator } from '@playwright/test';
import { expect, test } from '../../support/demo.ts';

const chooser = (widget: Frame): Locator => widget.getByLabel('What should happen?');

test('a first visitor links a bank without knowing a user name', async ({ quilla }) => {
  const widget = await quilla.toForm();
  await expect(widget.getByRole('complementary', { name: 'Test mode' })).toBeVisible();
  await chooser(widget).selectOption('Everything works');
  await expect(widget.getByLabel('User name')).toHaveValue('ok');
  await expect(widget.getByRole('complementary').getByRole('status')).toHaveText('The form is filled in.');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(quilla.banks).toContainText('Banco Alerce');
});

test('the step for a code says the code, and fills it in', async ({ quilla }) => {
  const widget = await quilla.toForm();
  await chooser(widget).selectOption('Asks for a code by text message');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.getByRole('complementary')).toContainText(/The code is .*123456/);
  await widget.getByRole('button', { name: 'Fill in' }).click();
  // A whole code sends itself.
  await expect(quilla.banks).toContainText('Banco Alerce');
});

test('a form with another document is filled in too, and so are the security questions', async ({ quilla }) => {
  const widget = await quilla.toForm('Banco Guadua');
  await chooser(widget).selectOption('Everything works');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.getByRole('complementary')).toContainText(/Each answer is .*araucaria/);
  await widget.getByRole('button', { name: 'Fill in' }).click();
  await widget.getByRole('button', { name: 'Confirm' }).click();
  await expect(quilla.banks).toContainText('Guadua');
});

test('a form without a user name offers what it can do', async ({ quilla }) => {
  const widget = await quilla.toForm('Banco Maitén');
  await expect(chooser(widget).locator('option')).toHaveText(['Choose…', 'Everything works', 'Wrong password']);
  await chooser(widget).selectOption('Wrong password');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.locator('credential-step')).toContainText('didn’t accept these details');
  // What was refused is not still announced as ready.
  await expect(widget.getByRole('complementary').getByRole('status')).toHaveText('');
  await expect(chooser(widget)).toHaveValue('');
});

test('the chooser works by keyboard, and keeps the focus', async ({ page, quilla }) => {
  const widget = await quilla.toForm();
  await chooser(widget).focus();
  await page.keyboard.press('ArrowDown');
  await expect(widget.getByLabel('User name')).toHaveValue('ok');
  await page.keyboard.press('ArrowDown');
  await expect(widget.getByLabel('User name')).toHaveValue('otp');
  await expect(chooser(widget)).toBeFocused();
});
