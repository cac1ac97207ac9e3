import type { ColorScheme } from '../color-scheme.ts';
import { checkOptions, type OpenOptions } from './open-options.ts';
import type { RunDialog } from './run-dialog.ts';
import { WidgetRun } from './widget-run.ts';

/** What `Araucaria.open` returns. */
export type WidgetHandle = {
  /** Closes the widget as if the user had. */
  close(): void;
  /** Changes `theme.colorScheme` while the widget is open. */
  setColorScheme(colorScheme: ColorScheme): void;
  /** Resolves when the widget is no longer on screen: after a success, the user reads that first. */
  closed: Promise<void>;
};

/** The global `Araucaria`: opens the widget in which a user links a bank. */
export type Araucaria = {
  /** The package's version. */
  readonly version: string;
  /** Loads the frame before `open`, hidden. Further calls, and calls while a widget is open, do nothing. */
  preload(): void;
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
  open(options: OpenOptions): WidgetHandle;
};

/**
 * The global of the widget script, and of its fake for unit tests. `newDialog` makes the dialog of a run, closed.
 * `ownOrigin`: whether the script is from the page's own origin, where the page could read what is typed.
 */
export function createAraucaria(version: string, ownOrigin: boolean, newDialog: () => RunDialog): Araucaria {
  /** The run whose widget is open on this page, or null. */
  let current: WidgetRun | null = null;
  /** The dialog that `preload` has built for the next run, or null. */
  let preloaded: RunDialog | null = null;

  /** The preloaded dialog if its frame can still be used, else a new one. */
  const takeDialog = (): RunDialog => {
    const dialog = preloaded;
    preloaded = null;
    if (dialog?.frame.usable) return dialog;
    dialog?.remove(false);
    return newDialog();
  };

  return {
    version,

    preload() {
      if (!current && !ownOrigin) preloaded = takeDialog();
    },

    open(options) {
      const checked = checkOptions(options);
      // A widget that only shows a success gives way.
      if (current?.isConnected) current.close();
      if (current) throw new Error('Araucaria.open: another widget is open.');
      if (ownOrigin) {
        throw new Error('Araucaria.open: expected the script on another origin, not a copy on that of the page.');
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
}
