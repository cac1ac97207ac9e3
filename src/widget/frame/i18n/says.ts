import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import { names } from './localization.ts';

class SaysDirective extends Directive {
  #text: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('Expected `says` in a tag, as `<p ${says(text)}></p>`.');
  }

  override update({ element }: ElementPart, [text]: [string]): typeof noChange {
    if (text !== this.#text) element.replaceChildren(...nodesOf(text));
    this.#text = text;
    return this.render(text);
  }

  render(_text: string): typeof noChange {
    return noChange;
  }
}

function nodesOf(text: string): (string | HTMLElement)[] {
  const parts = text.split(names);
  // An empty text node is one that a translator may take as well.
  return parts.map((words, index) => (index % 2 ? untranslated(words) : words)).filter((part) => part !== '');
}

/** A name: no translator touches it, and it turns nothing around. */
function untranslated(name: string): HTMLElement {
  const element = document.createElement('bdi');
  element.translate = false;
  element.textContent = name;
  return element;
}

/**
 * Makes a text the whole content of an element: `<p ${says(text)}></p>`. Each text of the frame is put on screen by
 * this. A translator such as Google Translate takes text nodes out and puts `<font>` elements in; Lit would go on
 * writing into nodes that are no longer shown, and insert before nodes that are no longer there. Here a text that
 * changes replaces whatever stands in its element, and none of Lit's nodes is beside a text.
 */
export const says = directive(SaysDirective);
