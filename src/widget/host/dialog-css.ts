// Named so that the build, which shortens css`` templates, finds it.
const css = String.raw;

/**
 * The dialog's style sheet. Lengths are in `em` of the browser's own font size, which `all: initial` restores, and
 * not in `rem`: hosts set their root's font size to anything.
 */
export const dialogCss: string = css`
  :host {
    all: initial !important;
    /* No item of a root element that is a grid. */
    display: contents !important;
  }
  :host * {
    box-sizing: border-box;
  }
  dialog {
    color-scheme: light dark;
    pointer-events: auto;
    font-size: calc(1em * var(--grown));
    width: 26em;
    height: 40em;
    /* Of the viewport, which a zoom of the page does not multiply, as it does with dvh. */
    max-height: 94%;
    padding: 0;
    border: 0;
    /* Unseen, but for forced colours, which paint it. */
    outline: 1px solid #0000;
    /* A pill's radius would eat the corners' content. */
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
    /* Together: what is wheeled over them, or in the frame, never moves the page. */
    overflow: hidden;
    overscroll-behavior: contain;
  }
  iframe {
    display: block;
    width: calc(100% / var(--grown));
    height: calc(100% / var(--grown));
    border: 0;
    /* Not by a zoom, which leaves a frame's content as it is in Chromium before 128. */
    scale: var(--grown);
    transform-origin: 0 0;
  }
  /* The spinner is the only one. A refused frame shows the browser's own error page until the time-out. */
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
    /* A press on it is the frame's: it is not the backdrop. */
    pointer-events: none;
  }
  button {
    all: unset;
    position: absolute;
    /* Where the frame has its own, also on a page that is read from right to left. */
    top: 0;
    right: 0;
    padding: 0 0.4em;
    font: 2em/1.5 system-ui;
  }
  button:focus-visible {
    outline: 3px solid;
    outline-offset: -4px;
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
    dialog,
    dialog::backdrop {
      animation: appear 0.18s;
    }
    div {
      animation-duration: 0.9s;
    }
  }
  /* Not light-dark(), which is newer than the oldest browsers. */
  @media (prefers-color-scheme: dark) {
    dialog {
      background: #16201c;
      color: #e8f0ec;
    }
    div {
      border-top-color: var(--accent, #74d6b2);
    }
  }
  /* On a phone, by the screen's width: without a viewport meta tag the page's is 980 px there. */
  .full {
    /* Minima, since the browser's own sheet has a max-width for modal dialogs. */
    min-width: 100%;
    min-height: 100%;
    border-radius: 0;
  }
  /* The notch and the home indicator, on a page that lies under them. Not the dialog's: a tap there would leave. */
  .full iframe {
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
  .full button {
    top: env(safe-area-inset-top);
    right: env(safe-area-inset-right);
  }
`;
