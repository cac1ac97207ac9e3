import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutPrototype } from '../../src/shared/prototype-pollution.ts';
import { deepOwn } from '../../src/widget/frame/api/deep-own.ts';

describe('deepOwn', () => {
  it('copies the own members of nested objects, and nothing inherited', () => {
    const data: unknown = JSON.parse('{"a":[{"b":null,"__proto__":{"evil":1}}],"c":"text"}');
    const copy = deepOwn(data) as { a: Record<string, unknown>[]; c: string };
    assert.equal(Object.getPrototypeOf(copy), null);
    assert.equal(Object.getPrototypeOf(copy.a[0]), null);
    assert.deepEqual(Object.keys(copy.a[0]!), ['b', '__proto__']);
    assert.equal(copy.a[0]!['evil'], undefined);
    assert.equal(copy.c, 'text');
  });

  it('withoutPrototype: a missing member of an options object stays missing', () => {
    const options: { method?: string; body: string } = Object.create(
      { method: 'DELETE' },
      {
        body: { value: 'text', enumerable: true },
      },
    );
    assert.equal(withoutPrototype(options).method, undefined);
    assert.equal(withoutPrototype(options).body, 'text');
  });

  it('ends for data that contains itself or is nested very deep', () => {
    const wide: Record<string, unknown> = {};
    for (let index = 0; index < 100; index += 1) wide[`member${index}`] = wide;
    assert.deepEqual(Object.keys(deepOwn(wide) as object).length, 100);
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    assert.doesNotThrow(() => deepOwn(deep));
  });
});
