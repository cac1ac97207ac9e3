import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { SettingsError } from '../../src/sandbox/settings.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { sandboxFor } from './support/client.ts';
import { temporaryFile } from './support/temporary-file.ts';

describe('the application of a session', () => {
  it('has its logo and its pages', async (t) => {
    const appLogo = await temporaryFile(t, 'logo.svg');
    writeFileSync(appLogo, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const pages = {
      termsUrl: 'https://quilla.example/terms',
      privacyUrl: 'http://localhost:5173/privacy',
      disconnectUrl: 'http://[::1]:5173',
    };
    const client = await sandboxFor(t, { appLogo, ...pages });
    const { connectionId, widgetToken } = await client.create();
    const { body } = await client.session(widgetToken, connectionId);
    const { name: _, logo, ...rest } = body.application;
    assert.equal(logo, 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=');
    assert.deepEqual(rest, pages);
  });

  const noLogos: Record<string, [file: string, content: string | null, expected: RegExp]> = {
    'of another type': ['logo.gif', 'GIF89a', /expected an SVG, PNG or WebP file/],
    'that is missing': ['logo.png', null, /expected a file that can be read/],
    'that is too large': ['logo.webp', 'x'.repeat(24_577), /expected at most 24576 bytes; got 24577/],
  };
  for (const [what, [name, content, expected]] of Object.entries(noLogos)) {
    it(`does not start with a logo ${what}`, async (t) => {
      const appLogo = await temporaryFile(t, name);
      if (content !== null) writeFileSync(appLogo, content);
      await assert.rejects(startSandbox({ appLogo }), (error) => {
        assert.ok(error instanceof SettingsError);
        assert.match(error.message, /^ARAUCARIA_APP_LOGO/);
        assert.match(error.message, expected);
        return true;
      });
    });
  }
});
