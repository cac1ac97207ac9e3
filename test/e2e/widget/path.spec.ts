import { expect, test } from './support/fixtures.ts';

test('a user picks a bank, signs in and is connected', async ({ araucaria, widget }) => {
  await widget.keepResult();
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await widget.choose();
  await expect(widget.frame.getByText('Demo Budget asks to link your account at Banco de los Andes.')).toBeVisible();
  await widget.signIn();
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
  await widget.end('Done');

  await expect.poll(() => widget.frames.length).toBe(0);
  expect(await widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
  expect(araucaria.api.to('attempts')[0]).toMatchObject({
    bearer: 'token-1',
    body: { connectionId: 'conn_1', institutionId: 'andes', credentials: { username: 'ok', password: 'araucaria' } },
  });
});
