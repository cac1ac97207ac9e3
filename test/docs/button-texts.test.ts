import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './support/documents.ts';

/** What a document says that users read below the button. */
const quoted: Record<string, RegExp> = {
  'docs/going-live.md': /^\| “(.+?)” \|/gm,
  'docs/re-credentialing.md': /^\| \d{3} \| `[\w-]+` \| (.+?) \|/gm,
};

for (const [file, pattern] of Object.entries(quoted)) {
  test(`${file} quotes texts of the button, word for word`, () => {
    const texts = Array.from(read(file).matchAll(pattern), ([, text = '']) => text);
    assert.ok(texts.length > 2);
    const strings = read('src/button/element/strings.ts');
    assert.deepEqual(
      texts.filter((text) => !strings.includes(`'${text}'`)),
      [],
    );
  });
}
