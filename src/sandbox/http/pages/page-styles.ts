/** The common styles of the sandbox's pages. */
export const pageStyles = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f7f4, #10140f);
  --card: light-dark(#fff, #191f18);
  --ink: light-dark(#1a2118, #e6ebe3);
  --quiet: light-dark(#586253, #a5b09f);
  --line: light-dark(#dde3d9, #2d352b);
  --control: light-dark(#7b8576, #77826f);
  --brand: light-dark(#17663b, #86d9a8);
  --on-brand: light-dark(#fff, #0b1d12);
  --bad: light-dark(#a3271b, #ffab9f);
  background: var(--ground);
  color: var(--ink);
  font: 100%/1.5 system-ui, sans-serif;
  scroll-padding-block-start: 1rem;
}
* { box-sizing: border-box; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.02em; }
header p { max-inline-size: 42rem; margin: 0.5rem 0 0; color: var(--quiet); }
a { color: var(--brand); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
h3 { margin: 0; font-size: 1.0625rem; }
code, pre, textarea, input { font: 0.875rem/1.5 ui-monospace, monospace; }
.method { margin-inline-end: 0.25rem; padding: 0.125rem 0.4375rem; border: 1px solid currentColor; border-radius: 0.375rem; color: var(--brand); font: 600 0.75rem/1.5 ui-monospace, monospace; }
.method.delete { color: var(--bad); }
small, .quiet { color: var(--quiet); font-size: 0.8125rem; }
button { justify-self: start; padding: 0.5rem 1.25rem; border: 1px solid transparent; border-radius: 0.5rem; background: var(--brand); color: var(--on-brand); font: 600 0.9375rem/1.5 system-ui, sans-serif; cursor: pointer; }
.good { color: var(--brand); }
.bad { color: var(--bad); }
`;
