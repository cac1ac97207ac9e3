import { chromiumArgs, findChromium, findChromiumFloor } from '../config/browsers.ts';
import { startChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebKit } from './webkit.ts';

/** A browser of each engine; undefined where it is not on this machine. */
export const engines: Readonly<Record<string, () => Promise<Driver | undefined>>> = {
  chromium: async () => startChromium({ executablePath: await findChromium(), args: chromiumArgs }),
  async 'chromium-floor'() {
    const launchOptions = await findChromiumFloor();
    return launchOptions && startChromium(launchOptions);
  },
  firefox: startFirefox,
  webkit: startWebKit,
};
