import { css } from 'lit';

/** The button's style sheet. The custom properties of hosts are documented in the element's JSDoc, under `@cssprop`. */
export const styles = css`
  :host {
    display: inline-flex;
    flex-direction: column;
    min-inline-size: 0;
    max-inline-size: 100%;
    /* A long word must not widen a narrow column. */
    overflow-wrap: anywhere;
  }

  :host([hidden]) {
    display: none;
  }

  button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    /* WCAG 2.2, 2.5.5. Not in rem: the page may set any root font size. */
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.6em 1em;
    /* Visible in forced colors. */
    border: 1px solid var(--_scrim, transparent);
    border-radius: var(--araucaria-connect-button-radius, 0.6em);
    --_shade: #0000;
    --_color: var(--_accent, var(--araucaria-connect-button-color, var(--_green, CanvasText)));
    /* Without light-dark(): nearly the same two greens, from a system color that follows color-scheme everywhere. */
    background: var(
      --_accent,
      var(--araucaria-connect-button-color, var(--_green, linear-gradient(#2fc46a6c 0 0) CanvasText))
    );
    /* White or black, whichever has more contrast: by the lightness of a gray that has the luminance of the background. */
    /* The element sets --_contrast where this can't tell: see contrast-color.ts. */
    /* floor: as it does in browsers without relative colors. */
    color: var(
      --araucaria-connect-button-text-color,
      var(--_contrast, oklch(from color(from var(--_color) xyz y y y) clamp(0, (0.565 - l) * 999, 1) 0 0))
    );
    box-shadow: inset 0 0 0 99em var(--_scrim);
    /* Not painted. Their transitions tell the element that its accent or its color scheme has changed; the one of the color */
    /* scheme begins at its end, since its value is read. */
    text-emphasis-color: var(--araucaria-connect-button-color, var(--_green));
    caret-color: CanvasText;
    transition:
      text-emphasis-color 1ms,
      caret-color 1ms step-start;
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

  @supports (color: oklch(from CanvasText calc(1 - l) c h)) {
    button {
      --_shade: oklch(from currentcolor clamp(0, (0.565 - l) * 999, 1) 0 0 / 0.14);
    }
  }

  /* Darker below a light label and lighter below a dark one. */
  button:hover {
    border-color: var(--_shade);
    box-shadow:
      inset 0 0 0 99em var(--_shade),
      inset 0 0 0 99em var(--_scrim, #0000);
  }

  button:active {
    box-shadow:
      inset 0 0 0 99em var(--_shade),
      inset 0 0 0 99em var(--_shade),
      inset 0 0 0 99em var(--_scrim, #0000);
  }

  /* Readable on any page, and whatever the accent. */
  button:disabled {
    border-color: transparent;
    background: Canvas;
    background: color-mix(in srgb, CanvasText 10%, Canvas);
    box-shadow: none;
    color: CanvasText;
    color: color-mix(in srgb, CanvasText 65%, Canvas);
    cursor: not-allowed;
  }

  [part='label'] {
    display: block;
    min-inline-size: 0;
  }

  .icon,
  .spinner {
    box-sizing: border-box;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  /* A bank: roof, columns and base. Not an SVG, which costs a page with many buttons as much as all the rest. */
  .icon {
    border: solid;
    border-width: 0 0 0.1em;
    background:
      conic-gradient(from 120deg at top, #0000, currentColor 1deg 119deg, #0000 120deg) 0 0.12em / 100% 0.45em no-repeat,
      repeating-linear-gradient(90deg, #0000 0 0.16em, currentColor 0 0.28em, #0000 0 0.5em) 0 0.68em / 100% 0.42em
        no-repeat;
  }

  ::slotted(svg:not([width], [height])) {
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .loading slot[name='icon'] {
    display: none;
  }

  .connected .icon {
    border-width: 0 0.15em 0.15em 0;
    background: none;
    inline-size: 0.5em;
    block-size: 0.95em;
    margin-inline: 0.375em;
    margin-block: 0.1em 0.2em;
    rotate: 45deg;
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
  button ~ * {
    inline-size: 0;
    min-inline-size: 100%;
    font-size: 0.875em;
  }

  #message:not(:empty) {
    margin-block-start: 0.5em;
  }

  /* The reference: one press selects all of it, to copy. Firefox and Chrome know this name as well. */
  #message + * {
    -webkit-user-select: all;
  }

  .loading + #message {
    position: absolute;
    min-inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .failed + #message {
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
