import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const rows = readFileSync(join(import.meta.dirname, '../../docs/accessibility.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** The first table names the evidence: | `wcag` | `test/…/wcag.spec.ts` … |. Other tests check that those files exist. */
const evidence = rows.flatMap(([, name = '', file = '']) =>
  /^`(test\/|npm run )/.test(file) ? name.replaceAll('`', '') : [],
);
const criteria = rows.filter(([, criterion = '']) => /^\d\.\d/.test(criterion));
const names = criteria.flatMap(([, , , shownBy = '']) =>
  Array.from(shownBy.matchAll(/`([^`]+)`|(screenshots)/g), ([, test, other]) => test ?? other ?? ''),
);

describe('the table of accessibility', () => {
  it('names evidence for each criterion', () => {
    assert.ok(criteria.length > 40, `found ${criteria.length}`);
    for (const [, criterion, , shownBy = ''] of criteria) {
      assert.match(shownBy, /^–$|^review$|`|screenshots/, criterion);
    }
  });

  it('uses the names of its first table, and each of them', () => {
    assert.deepEqual([...new Set(names)].toSorted(), evidence.toSorted());
  });
});
