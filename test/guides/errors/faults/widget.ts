import { startSandbox } from 'araucaria-connect/sandbox';
import { json, type Fault } from '../fault.ts';

/** The widget opens, and fails by what the page or the backend has set. The bank's failures are scenarios of the sandbox. */
export const widgetFaults: readonly Fault[] = [
  {
    code: 'frame-unreachable',
    what: 'a policy whose frame-src lacks the widget',
    message: 'The CSP blocks the frame: frame-src needs ….',
    setup: { policy: "frame-src 'self'" },
    line: 'frame-src https://api.araucaria.money',
    mended: (line) => ({ policy: line }),
  },
  {
    code: 'frame-unreachable',
    what: 'an origin that the application does not allow',
    message: 'The frame did not load. Does the application allow …?',
    setup: { sandbox: { allowedOrigins: ['https://shop.example'] } },
    mended: { sandbox: { allowedOrigins: ['http://127.0.0.1:*'] } },
  },
  {
    code: 'token-invalid',
    what: 'tokens of another Araucaria than the widget’s',
    message: 'The widget token is used up, or of another Araucaria than the widget.',
    setup: async () => {
      await using another = await startSandbox();
      const token = await another.createConnection();
      return { endpoint: json(200, token) };
    },
  },
  {
    code: 'token-invalid',
    what: 'a connectionId that is no id',
    message: 'Araucaria.open: expected connectionId to be an id of letters, digits, - and _; got string.',
    setup: { endpoint: json(200, { widgetToken: 'wtk_1', connectionId: 'a/b' }) },
  },
  {
    code: 'internal-error',
    what: 'a script of the page that removes the widget',
    message: 'Another script closed the widget.',
    setup: {
      after: async (page) => {
        await page.waitForFunction(`button.phase === 'open'`);
        await page.evaluate<void>('document.documentElement.lastElementChild.remove()');
      },
    },
  },
];
