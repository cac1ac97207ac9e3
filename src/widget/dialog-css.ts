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
    --surface: #fff;
    --ink: #1c2b26;
    --line: #d5ddd9;
    --accent: #0f5c45;
    box-sizing: border-box;
    color-scheme: light dark;
    pointer-events: auto;
    width: 26em;
    max-width: calc(100vw - 2em);
    height: 40em;
    max-height: calc(100vh - 2em);
    max-height: calc(100dvh - 2em);
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: 1em;
    overflow: hidden;
    overscroll-behavior: contain;
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 1.5em 4em rgb(0 20 12 / 0.35);
  }
  dialog::backdrop {
    background: rgb(6 20 14 / 0.55);
  }
  iframe,
  .loading {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border: 0;
    color-scheme: light dark;
  }
  .loading {
    display: grid;
    place-items: center;
    background: var(--surface);
  }
  .loading[hidden] {
    display: none;
  }
  .spinner {
    width: 2em;
    height: 2em;
    border: 0.2em solid var(--line);
    border-block-start-color: var(--accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  button {
    all: unset;
    position: absolute;
    inset-block-start: 0.5em;
    inset-inline-end: 0.5em;
    width: 2.75em;
    height: 2.75em;
    border-radius: 0.6em;
    cursor: pointer;
    background:
      linear-gradient(45deg, #0000 46%, currentColor 46% 54%, #0000 54%) center / 1em 1em no-repeat,
      linear-gradient(-45deg, #0000 46%, currentColor 46% 54%, #0000 54%) center / 1em 1em no-repeat;
  }
  button:hover {
    color: var(--accent);
  }
  button:focus-visible {
    outline: 0.15em solid var(--accent);
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
  @media (prefers-color-scheme: dark) {
    dialog {
      --surface: #16201c;
      --ink: #e6efeb;
      --line: #34433c;
      --accent: #6fd3ae;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog,
    dialog::backdrop {
      animation: appear 0.18s ease-out;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
  @media (max-width: 32em) {
    dialog {
      width: 100vw;
      max-width: none;
      height: 100vh;
      height: 100dvh;
      max-height: none;
      border-radius: 0;
    }
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid;
    }
    button {
      forced-color-adjust: none;
      color: ButtonText;
    }
  }
`;
