// The connect button inside a popover or dialog of the widely used React libraries. The query names it.
import {
  FloatingFocusManager,
  FloatingPortal,
  useClick,
  useDismiss,
  useFloating,
  useFocus,
  useHover,
  useInteractions,
  safePolygon,
} from '@floating-ui/react';
import * as headless from '@headlessui/react';
import { ClickAwayListener, Dialog as MuiDialog, Drawer, Menu, Popover as MuiPopover, Popper } from '@mui/material';
import * as radixDialog from '@radix-ui/react-dialog';
import * as radixPopover from '@radix-ui/react-popover';
import * as aria from 'react-aria-components';
import { createElement as h, useState, type FunctionComponent, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';

/** The label of the button that opens the popover or dialog. */
const opener = 'Accounts';
declare const widgetSrc: string;
const inside = (): ReactElement =>
  h(
    'div',
    { id: 'inside' },
    h('input', { 'aria-label': 'Nickname' }),
    h('araucaria-connect-button', { id: 'connect', 'token-endpoint': '/token', 'widget-src': widgetSrc }),
  );

const radixPopoverPage = (modal: boolean) => (): ReactElement =>
  h(
    radixPopover.Root,
    { modal },
    h(radixPopover.Trigger, null, opener),
    h(radixPopover.Portal, null, h(radixPopover.Content, null, inside())),
  );

const radixDialogPage = (modal: boolean) => (): ReactElement =>
  h(
    radixDialog.Root,
    { modal },
    h(radixDialog.Trigger, null, opener),
    h(
      radixDialog.Portal,
      null,
      h(radixDialog.Overlay),
      h(radixDialog.Content, { 'aria-describedby': undefined }, h(radixDialog.Title, null, 'Accounts'), inside()),
    ),
  );

const ariaPage = (surface: (content: ReactElement) => ReactElement) => (): ReactElement =>
  h(
    aria.DialogTrigger,
    null,
    h(aria.Button, null, opener),
    surface(h(aria.Dialog, { 'aria-label': 'Accounts' }, inside())),
  );

function HeadlessDialog(): ReactElement {
  const [open, setOpen] = useState(false);
  return h(
    'div',
    null,
    h('button', { onClick: () => setOpen(true) }, opener),
    h(
      headless.Dialog,
      { open, onClose: () => setOpen(false) },
      h(headless.DialogPanel, null, h(headless.DialogTitle, null, 'Accounts'), inside()),
    ),
  );
}

const headlessPopover = (focus: boolean) => (): ReactElement =>
  h(
    headless.Popover,
    null,
    h(headless.PopoverButton, null, opener),
    h(headless.PopoverPanel, { anchor: 'bottom', focus }, inside()),
  );

const floatingPage = (modal: boolean) =>
  function Floating(): ReactElement {
    const [open, onOpenChange] = useState(false);
    const { refs, floatingStyles, context } = useFloating({ open, onOpenChange });
    const { getReferenceProps, getFloatingProps } = useInteractions([useClick(context), useDismiss(context)]);
    return h(
      'div',
      null,
      h('button', { ref: refs.setReference, ...getReferenceProps() }, opener),
      open &&
        h(
          FloatingPortal,
          null,
          h(FloatingFocusManager, {
            context,
            modal,
            closeOnFocusOut: true,
            children: h('div', { ref: refs.setFloating, style: floatingStyles, ...getFloatingProps() }, inside()),
          }),
        ),
    );
  };

function FloatingHover(): ReactElement {
  const [open, onOpenChange] = useState(false);
  const { refs, floatingStyles, context } = useFloating({ open, onOpenChange });
  const { getReferenceProps, getFloatingProps } = useInteractions([
    useHover(context, { handleClose: safePolygon() }),
    useFocus(context),
    useDismiss(context),
  ]);
  return h(
    'div',
    null,
    h('button', { ref: refs.setReference, ...getReferenceProps() }, opener),
    open && h('div', { ref: refs.setFloating, style: floatingStyles, ...getFloatingProps() }, inside()),
  );
}

const muiPage = (surface: FunctionComponent<{ anchor: Element | null; close(): void }>) =>
  function Mui(): ReactElement {
    const [anchor, setAnchor] = useState<Element | null>(null);
    return h(
      'div',
      null,
      h('button', { onClick: (event) => setAnchor(event.currentTarget) }, opener),
      h(surface, { anchor, close: () => setAnchor(null) }),
    );
  };

const pages: Record<string, FunctionComponent> = {
  'radix-popover': radixPopoverPage(false),
  'radix-popover-modal': radixPopoverPage(true),
  'radix-dialog': radixDialogPage(true),
  'radix-dialog-non-modal': radixDialogPage(false),
  'aria-popover': ariaPage((content) => h(aria.Popover, null, content)),
  'aria-popover-non-modal': ariaPage((content) => h(aria.Popover, { isNonModal: true }, content)),
  'aria-modal': ariaPage((content) => h(aria.ModalOverlay, { isDismissable: true }, h(aria.Modal, null, content))),
  'headless-dialog': HeadlessDialog,
  'headless-popover': headlessPopover(false),
  'headless-popover-focus': headlessPopover(true),
  'floating-modal': floatingPage(true),
  'floating-non-modal': floatingPage(false),
  'floating-hover': FloatingHover,
  'mui-popover': muiPage(({ anchor, close }) =>
    h(MuiPopover, { open: Boolean(anchor), anchorEl: anchor, onClose: close }, inside()),
  ),
  'mui-dialog': muiPage(({ anchor, close }) => h(MuiDialog, { open: Boolean(anchor), onClose: close }, inside())),
  'mui-drawer': muiPage(({ anchor, close }) => h(Drawer, { open: Boolean(anchor), onClose: close }, inside())),
  'mui-menu': muiPage(({ anchor, close }) =>
    h(Menu, { open: Boolean(anchor), anchorEl: anchor, onClose: close }, inside()),
  ),
  'mui-popper': muiPage(({ anchor, close }) =>
    anchor
      ? h(ClickAwayListener, {
          onClickAway: close,
          mouseEvent: 'onMouseDown',
          children: h('div', null, h(Popper, { open: true, anchorEl: anchor }, inside())),
        })
      : null,
  ),
};

const page = pages[location.search.slice(1)];
const root = document.querySelector('#root');
if (page && root) createRoot(root).render(h(page));
