import { expect, test } from '../support/fixtures.ts';

test('a user chooses a bank, signs in and is connected', async ({ araucaria, widget }) => {
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await widget.chooseBank();
  await expect(widget.frame.getByText('Demo Budget asks to connect your account at Banco de los Andes.')).toBeVisible();
  await widget.signIn();
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
  await widget.closeWith('Done');

  await expect.poll(() => widget.frames.length).toBe(0);
  expect(await widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
  expect(araucaria.api.to('attempts')[0]).toMatchObject({
    bearer: 'token-1',
    body: { connectionId: 'conn_1', institutionId: 'andes', credentials: { username: 'ok', password: 'araucaria' } },
  });
});
