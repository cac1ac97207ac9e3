import { css } from 'lit';

/** The button's style sheet. The custom properties of hosts are documented in the element's JSDoc, under `@cssprop`. */
export const styles = css`
  :host {
    display: inline-flex;
    flex-direction: column;
  }

  :host([hidden]) {
    display: none;
  }

  button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    /* WCAG 2.2, 2.5.5. Not in rem: the page may set any root font size. */
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.6em 1.25em;
    /* Visible in forced colors. */
    border: 1px solid transparent;
    border-radius: var(--araucaria-connect-button-radius, 0.6em);
    --_color: var(--araucaria-connect-button-color, var(--_green, CanvasText));
    /* Without light-dark(): nearly the same two greens, from a system color that follows color-scheme everywhere. */
    background: var(--araucaria-connect-button-color, var(--_green, linear-gradient(#2fc46a6c 0 0) CanvasText));
    /* White or black, whichever has more contrast: by the lightness of a gray that has the luminance of the background. */
    /* floor: browsers without relative colors use --_contrast, which the element sets. */
    color: var(
      --araucaria-connect-button-text-color,
      var(--_contrast, oklch(from color(from var(--_color) xyz y y y) clamp(0, (0.565 - l) * 999, 1) 0 0))
    );
    font: inherit;
    font-weight: 600;
    outline-offset: 2px;
    cursor: pointer;
  }

  @supports (color: light-dark(#000, #000)) {
    button {
      --_green: light-dark(#14532d, #a7e3c0);
    }
  }

  /* The element sets --_contrast again at each transitionrun, which a change of the background color starts. */
  @supports not (color: oklch(from CanvasText calc(1 - l) c h)) {
    button {
      column-rule-color: var(--_color);
      transition: column-rule-color 1ms;
    }
  }

  button:enabled:hover {
    filter: brightness(1.15);
  }

  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }

  svg,
  .spinner {
    box-sizing: border-box;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }

  .spinner {
    border: 2px solid;
    border-radius: 50%;
    /* A mask: forced colors would paint a transparent border. */
    -webkit-mask: conic-gradient(#0000 25%, #000 0);
    mask: conic-gradient(#0000 25%, #000 0);
    animation: spin 0.8s linear infinite;
  }

  /* No intrinsic width, so that a long message does not widen the button. */
  .message {
    inline-size: 0;
    min-inline-size: 100%;
    font-size: 0.875em;
  }

  .message:not(:empty) {
    margin-block-start: 0.5em;
  }

  .loading {
    position: absolute;
    min-inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .failed {
    color: var(--araucaria-connect-button-error-color, color-mix(in srgb, CanvasText 40%, #ff3f32));
  }

  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }

  @media (prefers-reduced-motion) {
    .spinner {
      animation-timing-function: steps(1);
    }
  }
`;
