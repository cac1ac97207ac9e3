// One state of the widget, as a host's page shows it: its dialog and its run are the real ones, and so is all of the frame
// but its requests (see `frame/shown-flow.ts`).
import { WidgetDialog } from '../../../src/widget/host/dialog.ts';
import { checkOptions } from '../../../src/shared/widget-run/open-options.ts';
import { WidgetRun } from '../../../src/shared/widget-run/widget-run.ts';
import { applyLook, language, theme } from './look.ts';

applyLook();

// On another site than this page, as it is for hosts.
const frame = new URL(`//127.0.0.1:${location.port}/widget/frame/index.html${location.search}`, location.href);
const options = checkOptions({ requestToken: () => new Promise(() => {}), locale: language, theme });

function newDialog(): WidgetDialog {
  const dialog = new WidgetDialog(frame);
  // WebDriver finds no frame in a closed shadow root.
  Object.assign(globalThis, { widgetFrame: dialog.frame.element });
  return dialog;
}

/** When the widget is left, it opens again, in the state of the address. */
function open(): void {
  new WidgetRun(options, newDialog, open).start();
}

open();
