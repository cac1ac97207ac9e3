import type { Frame } from '@playwright/test';

/**
 * What is not wholly readable in a frame: elements that hide some of their content, to the side or below; shortened texts;
 * values and placeholders longer than their field; and the page itself, if it scrolls to the side.
 */
export function cutTexts(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;

    /** The width of a text in a field's font. */
    function widthOf(text: string, { font, letterSpacing }: CSSStyleDeclaration): number {
      context.font = font;
      return context.measureText(text).width + (parseFloat(letterSpacing) || 0) * text.length;
    }

    function isCut(element: HTMLElement): boolean {
      const style = getComputedStyle(element);
      if (element instanceof HTMLInputElement) {
        const room = element.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
        const hint = widthOf(element.placeholder, getComputedStyle(element, '::placeholder'));
        return Math.max(widthOf(element.value, style), hint) > room + 1;
      }
      if (element.tabIndex >= 0 && /auto|scroll/.test(style.overflow)) return false;
      const isShortened = style.textOverflow === 'ellipsis' || style.getPropertyValue('-webkit-line-clamp') !== 'none';
      const isClipped = style.overflow !== 'visible' || /paint|content|strict/.test(style.contain);
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
      return isShortened || (isClipped && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1));
    }

    const cut = Array.from(document.querySelectorAll<HTMLElement>('body *'))
      .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden, svg, select, [type=radio]'))
      .filter(isCut)
      .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim()}`);
    const excess = document.documentElement.scrollWidth - innerWidth;
    return excess > 0 ? [...cut, `the page is ${excess} px too wide`] : cut;
  });
}
