// The build minifies templates with the tag `css`.
const css = String.raw;

/**
 * The dialog's style sheet. Lengths are in `em` of the browser's default font size, which `all: initial` restores, and
 * not in `rem`: a host may set any font size on its root.
 */
export const dialogCss: string = css`
  :host {
    all: initial !important;
    /* The root element may be a grid: this element must not be an item of it. */
    display: contents !important;
    /* The page's color scheme, and a transition that begins, at its end, when that changes: see color-scheme.ts. */
    color-scheme: inherit !important;
    color: CanvasText !important;
    transition: color 1ms step-start !important;
  }
  /* The dialog has closed: over the page and its frames, until the time in swallow-presses.ts is over. */
  :host(.shield) {
    display: block !important;
    position: fixed !important;
    inset: 0 !important;
    z-index: 2147483647 !important;
  }
  :host * {
    box-sizing: border-box;
  }
  dialog {
    pointer-events: auto;
    font-size: calc(1em * var(--grown));
    width: 26em;
    height: 40em;
    /* A percentage of the viewport: a zoom of the page multiplies dvh. */
    max-height: 94%;
    padding: 0;
    border: 0;
    /* Transparent, except in forced colors mode, which paints it. */
    outline: 1px solid #0000;
    /* The radius of a pill would cut off the content in the corners. */
    border-radius: min(var(--radius, 1em), 1.5em);
    background: #fff;
    color: #17251f;
    box-shadow: 0 1.5em 4em #0006;
  }
  dialog::backdrop {
    background: #06140e8c;
  }
  dialog,
  dialog::backdrop {
    /* Both together keep a wheel over them, or in the frame, from scrolling the page. */
    overflow: hidden;
    overscroll-behavior: contain;
  }
  iframe {
    display: block;
    width: calc(100% / var(--grown));
    height: calc(100% / var(--grown));
    border: 0;
    /* Not by zoom: before Chromium 128 it does not scale a frame's content. */
    scale: var(--grown);
    transform-origin: 0 0;
  }
  /* The div is the spinner. While it shows, the frame is hidden: a refused frame shows the browser's error page. */
  div ~ iframe {
    opacity: 0;
  }
  div {
    position: absolute;
    inset: 0;
    width: 2em;
    height: 2em;
    margin: auto;
    border: 3px solid #8886;
    border-top-color: var(--accent, #0f5c45);
    border-radius: 50%;
    animation: turn 4s linear infinite;
    /* A press on it counts as one in the frame, not on the backdrop. */
    pointer-events: none;
  }
  button {
    all: unset;
    position: absolute;
    /* At the place of the frame's own close button, also on right-to-left pages. */
    top: 0;
    right: 0;
    margin: 0.19em;
    padding: 0 0.4em;
    font: 2em/1.5 system-ui;
  }
  button:focus-visible {
    outline: 3px solid;
    outline-offset: -4px;
  }
  span {
    outline: 0;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog:not(.shown),
    dialog:not(.shown)::backdrop {
      animation: appear 0.18s;
    }
    div {
      animation-duration: 0.9s;
    }
  }
  /* Not light-dark(): the oldest supported browsers lack it. */
  .dark {
    background: #16201c;
    color: #e8f0ec;
  }
  .dark div {
    border-top-color: var(--accent, #74d6b2);
  }
  /* A gap, so that the spinner is seen to turn: all of it has one color there. */
  @media (forced-colors: active) {
    div {
      border-top-color: Canvas !important;
    }
  }
  /* On a phone, by the width of the screen: without a viewport meta tag the page is 980 px wide there. */
  .full {
    /* Minimum sizes, since the browser's style sheet sets a max-width for modal dialogs. */
    min-width: 100%;
    min-height: 100%;
    border-radius: 0;
  }
  /* Space for the notch and the home indicator. On the frame and not on the dialog, where a tap would close it. */
  .full iframe {
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
  .full button {
    top: env(safe-area-inset-top);
    right: env(safe-area-inset-right);
  }
`;
