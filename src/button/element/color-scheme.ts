/** The used color scheme of the button. Its style sheet gives it a system color: the value of `color-scheme` may be `normal`. */
export function colorSchemeOf(button: Element | null): 'light' | 'dark' {
  const [red] = (button && /\d+/.exec(getComputedStyle(button).columnRuleColor)) ?? [];
  return red && Number(red) < 128 ? 'dark' : 'light';
}
