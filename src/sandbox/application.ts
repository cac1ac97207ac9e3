import { extname } from 'node:path';
import type { Application } from '../shared/widget-api.ts';
import { readRegularFile } from './runtime/read-regular-file.ts';
import { SettingsError, type SandboxSettings } from './settings.ts';

/** Every session answer contains the logo. */
const maxLogoBytes = 24_576;

const imageTypes: ReadonlyMap<string, string> = new Map([
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.webp', 'image/webp'],
]);

/** The application of the API key, as users see it. Throws a {@link SettingsError} if its logo can't be read. */
export function applicationOf(settings: SandboxSettings): Application {
  const { appName, appLogo, termsUrl, privacyUrl, disconnectUrl } = settings;
  return { name: appName, logo: appLogo && readLogo(appLogo), termsUrl, privacyUrl, disconnectUrl };
}

/** The image as a `data:` URL: the policy of the frame allows no other origin. */
function readLogo(file: string): string {
  const type = imageTypes.get(extname(file).toLowerCase());
  if (type === undefined) throw new SettingsError('appLogo', 'expected an SVG, PNG or WebP file');
  let image: Buffer;
  try {
    image = readRegularFile(file);
  } catch {
    throw new SettingsError('appLogo', 'expected a file that can be read');
  }
  if (image.length > maxLogoBytes) {
    throw new SettingsError('appLogo', `expected at most ${maxLogoBytes} bytes; got ${image.length}`);
  }
  return `data:${type};base64,${image.toString('base64')}`;
}
