import type { ColorScheme } from '../../shared/color-scheme.ts';
import { framePage } from '../../shared/frame-page.ts';
import { WidgetDialog } from './dialog.ts';
import { checkOptions, type OpenOptions } from './options.ts';
import { findScriptUrl } from './script-url.ts';
import { WidgetRun } from './widget-run.ts';

/** The package's version, inserted by the build. */
declare const ARAUCARIA_VERSION: string;

const frameUrl = new URL(framePage, findScriptUrl());

// On the same origin, the page's scripts could read what is typed in the frame. `self.origin`, since `location.origin` is
// "null" in a srcdoc frame.
const ownOrigin = frameUrl.origin === self.origin;

/** The run whose widget is open on this page, or null. */
let current: WidgetRun | null = null;
/** The dialog that `preload` has built for the next run, or null. */
let preloaded: WidgetDialog | null = null;

/** What `Araucaria.open` returns. */
type WidgetHandle = {
  /** Closes the widget as if the user had. */
  close(): void;
  /** Changes `theme.colorScheme` while the widget is open. */
  setColorScheme(colorScheme: ColorScheme): void;
  /** Resolves when the widget is no longer on screen: after a success, the user reads that first. */
  closed: Promise<void>;
};

/** The global `Araucaria`: opens the widget in which a user links a bank. */
const Araucaria = {
  version: ARAUCARIA_VERSION,

  /** Loads the frame before `open`, hidden. Further calls, and calls while a widget is open, do nothing. */
  preload(): void {
    if (!current && !ownOrigin) preloaded = takeDialog();
  },

  /**
   * Opens the widget. Exactly one of `onSuccess` and `onExit` is called, once, possibly before this call returns. At
   * `onSuccess` the widget still shows the success, until the user closes it.
   *
   * @example
   * Araucaria.open({ token, connectionId, onSuccess({ connectionId }) {}, onExit(error) {} });
   *
   * @throws {TypeError} for a wrong option
   * @throws {Error} while a widget is open, or if this script is served from the page's own origin
   */
  open(options: OpenOptions): WidgetHandle {
    const checked = checkOptions(options);
    // A widget that only shows a success gives way.
    if (current?.isConnected) current.close();
    if (current) throw new Error('Araucaria.open: another widget is open.');
    if (ownOrigin) {
      throw new Error('Araucaria.open: expected the script on another origin.');
    }
    let run!: WidgetRun;
    const closed = new Promise<void>((resolve) => {
      run = new WidgetRun(checked, takeDialog, () => {
        current = null;
        resolve();
      });
    });
    current = run;
    run.start();
    return {
      close: () => run.close(),
      setColorScheme: (colorScheme) => run.setColorScheme(colorScheme),
      closed,
    };
  },
};

/** The preloaded dialog if its frame can still be used, else a new one. */
function takeDialog(): WidgetDialog {
  const dialog = preloaded;
  preloaded = null;
  if (dialog?.frame.usable) return dialog;
  dialog?.remove(false);
  return new WidgetDialog(frameUrl);
}

const page = globalThis as { Araucaria?: { open?: unknown } };
// A second copy of this script leaves the first, which may have a widget open. Only an own property counts:
// `<a id="Araucaria">` also makes a global, and reading a member of the one from `<iframe name="Araucaria">` throws.
if (!Object.hasOwn(page, 'Araucaria') || typeof page.Araucaria?.open !== 'function') page.Araucaria = Araucaria;
