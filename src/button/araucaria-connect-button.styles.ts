import { css } from 'lit';

/** The button's look. What hosts may set is in the element's JSDoc under `@cssprop`. */
export const styles = css`
  :host {
    --_accent: var(--araucaria-connect-button-color, light-dark(#14532d, #a7e3c0));
    --_on-accent: var(--araucaria-connect-button-text-color, light-dark(#fff, #06210f));
    display: inline-flex;
    flex-direction: column;
    align-items: start;
    max-inline-size: 100%;
    vertical-align: top;
  }

  :host([hidden]) {
    display: none;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.625em;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.625em 1.25em;
    border: 1px solid transparent;
    border-radius: var(--araucaria-connect-button-radius, 0.625em);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: background-color 0.15s;
  }

  button:hover {
    background: color-mix(in srgb, var(--_accent), var(--_on-accent) 12%);
  }

  button:active {
    background: color-mix(in srgb, var(--_accent), var(--_on-accent) 22%);
  }

  button:focus-visible {
    outline: 3px solid light-dark(#14532d, #a7e3c0);
    outline-offset: 2px;
  }

  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }

  [aria-busy] {
    cursor: progress;
  }

  .icon {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  svg {
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .spinner {
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 100%;
    border: 2px solid;
    border-inline-start-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .message {
    max-inline-size: 40ch;
    font-size: 0.875em;
    line-height: 1.4;
  }

  .message:not(:empty) {
    margin-block-start: 0.5em;
  }

  .message.loading {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .message.failed {
    color: var(--araucaria-connect-button-error-color, light-dark(#b3261e, #ffb4ab));
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @keyframes breathe {
    50% {
      opacity: 0.35;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
    .spinner {
      animation: breathe 2s ease-in-out infinite;
    }
  }

  @media (forced-colors: active) {
    button {
      border-color: ButtonBorder;
    }
    button:disabled {
      border-color: GrayText;
      opacity: 1;
    }
    .spinner {
      border-color: ButtonText;
      border-inline-start-color: ButtonFace;
      forced-color-adjust: none;
    }
  }
`;
