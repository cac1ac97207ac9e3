import { framePage } from '../../shared/frame-page.ts';
import { WidgetDialog } from './dialog.ts';
import { createAraucaria } from '../../shared/widget-run/araucaria.ts';
import { findScriptUrl } from './script-url.ts';

/** The package's version, inserted by the build. */
declare const ARAUCARIA_VERSION: string;

const frameUrl = new URL(framePage, findScriptUrl());

// On the same origin, the page's scripts could read what is typed in the frame. `self.origin`, since `location.origin` is
// "null" in a srcdoc frame.
const ownOrigin = frameUrl.origin === self.origin;

const page = globalThis as { Araucaria?: { open?: unknown } };
// A second copy of this script leaves the first, which may have a widget open. Only an own property counts:
// `<a id="Araucaria">` also makes a global, and reading a member of the one from `<iframe name="Araucaria">` throws.
if (!Object.hasOwn(page, 'Araucaria') || typeof page.Araucaria?.open !== 'function')
  page.Araucaria = createAraucaria(ARAUCARIA_VERSION, ownOrigin, () => new WidgetDialog(frameUrl));
