import { WidgetDialog } from './dialog.ts';
import { checkOptions, type OpenOptions } from './options.ts';
import { findScriptUrl } from './script-url.ts';
import { WidgetRun } from './widget-run.ts';

/** The package's version, put in by the build. */
declare const ARAUCARIA_VERSION: string;

const frameUrl = new URL('frame/index.html', findScriptUrl());

// Then the page's scripts could read what is typed in the frame. In a srcdoc frame `location.origin` is "null".
const ownOrigin = frameUrl.origin === self.origin;

let current: WidgetRun | null = null;
let warm: WidgetDialog | null = null;

/** The global `Araucaria`: opens the widget in which a user links a bank. */
const Araucaria = {
  version: ARAUCARIA_VERSION,

  /** Loads the frame ahead of `open`, hidden. Once is enough; while a widget is open it does nothing. */
  preload(): void {
    if (!current && !ownOrigin) warm = takeDialog();
  },

  /**
   * Opens the widget. Exactly one of `onSuccess` and `onExit` is called, once. It may be called before this returns.
   *
   * @throws {TypeError} for a wrong option
   * @throws {Error} while a widget is open, or if this script is served from the page's own origin
   */
  open(options: OpenOptions): { close(): void } {
    const checked = checkOptions(options);
    if (current) throw new Error('Araucaria.open: another widget is open.');
    if (ownOrigin) {
      throw new Error('Araucaria.open: expected the script on another origin.');
    }
    const run = new WidgetRun(checked, takeDialog, () => {
      current = null;
    });
    current = run;
    run.start();
    return { close: () => run.close() };
  },
};

/** A dialog to show: the warmed one if it is still any good. Its frame may have been refused, or taken off the page. */
function takeDialog(): WidgetDialog {
  const dialog = warm;
  warm = null;
  if (dialog?.frame.usable) return dialog;
  dialog?.remove();
  return new WidgetDialog(frameUrl);
}

const page = globalThis as { Araucaria?: { open?: unknown } };
// A second copy keeps the first, which may have a widget open. Own: `<a id="Araucaria">` is no first copy, and of
// `<iframe name="Araucaria">` not even a member can be read.
if (!Object.hasOwn(page, 'Araucaria') || typeof page.Araucaria?.open !== 'function') page.Araucaria = Araucaria;
