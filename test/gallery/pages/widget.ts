// One state of the widget, as a host's page shows it: its dialog and its run are the real ones, and so is all of the frame
// but its requests (see `frame/shown-flow.ts`).
import { WidgetDialog } from '../../../src/widget/host/dialog.ts';
import { checkOptions } from '../../../src/widget/host/options.ts';
import { WidgetRun } from '../../../src/widget/host/widget-run.ts';
import { applyLook, language, theme } from './look.ts';

applyLook();

const frame = new URL(`widget/frame/index.html${location.search}`, location.href);
const options = checkOptions({ requestToken: () => new Promise(() => {}), locale: language, theme });

/** When the widget is left, it opens again, in the state of the address. */
function open(): void {
  new WidgetRun(options, () => new WidgetDialog(frame), open).start();
}

open();
