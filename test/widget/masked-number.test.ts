import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastDigits } from '../../src/widget/frame/i18n/masked-number.ts';

describe('the last digits of a masked number', () => {
  for (const [masked, digits] of [
    ['••• 42', '42'],
    ['•••42', '42'],
    ['+56 9 **** **42', '42'],
    ['xxx-xxx-1142', '1142'],
    ['(11) 9....-0042 ', '0042'],
    // Nothing is masked, or something else is.
    ['+56 9 1234 5642', null],
    ['12345', null],
    ['a•••@example.com', null],
    ['42 •••', null],
    ['', null],
  ] as const) {
    it(`are ${digits ?? 'not known'} in “${masked}”`, () => assert.equal(lastDigits(masked), digits));
  }
});
