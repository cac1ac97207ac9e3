// Named so that the build, which shortens css`` templates, finds it.
const css = String.raw;

/**
 * The dialog's style sheet. Lengths are in `em` of the browser's own font size, which `all: initial` restores, and
 * not in `rem`: hosts set their root's font size to anything.
 */
export const dialogCss: string = css`
  :host {
    all: initial !important;
  }
  dialog {
    color-scheme: light dark;
    box-sizing: border-box;
    pointer-events: auto;
    width: 26em;
    height: 40em;
    max-height: 94dvh;
    padding: 0;
    border: 0;
    /* Unseen, but for forced colours, which paint it. */
    outline: 1px solid #0000;
    /* A pill's radius would eat the corners' content. */
    border-radius: min(var(--radius, 1em), 1.5em);
    overflow: hidden;
    background: light-dark(#fff, #16201c);
    color: light-dark(#17251f, #e8f0ec);
    box-shadow: 0 1.5em 4em #0006;
    animation: appear 0.18s;
  }
  dialog::backdrop {
    background: #06140e8c;
    animation: appear 0.18s;
  }
  iframe {
    width: 100%;
    height: 100%;
    border: 0;
    color-scheme: light dark;
  }
  /* A refused frame shows the browser's own error page until the time-out. */
  .spinner ~ iframe {
    opacity: 0;
  }
  .spinner {
    position: absolute;
    inset: 0;
    width: 2em;
    height: 2em;
    margin: auto;
    border: 3px solid light-dark(#d9e1dd, #32413a);
    border-top-color: var(--accent, light-dark(#0f5c45, #74d6b2));
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  button {
    all: unset;
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    padding: 0 0.4em;
    font: 2em/1.5 system-ui;
    cursor: pointer;
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
  @media (prefers-reduced-motion) {
    dialog,
    dialog::backdrop {
      animation: none;
    }
    .spinner {
      animation-duration: 4s;
    }
  }
  @media (max-width: 32em) {
    dialog {
      /* Minima, since the browser's own sheet has a max-width for modal dialogs. */
      min-width: 100%;
      min-height: 100dvh;
      border-radius: 0;
    }
  }
`;
