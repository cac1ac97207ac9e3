import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import { withArticles } from './articles.ts';
import { isLanguage, names } from './localization.ts';

class SetTextDirective extends Directive {
  #text: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new TypeError('Expected `setText` in a tag, as `<p ${setText(text)}></p>`.');
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
  const parts = (isLanguage('pt') ? withArticles(text) : text).split(names);
  // A translator replaces empty text nodes too.
  return parts.map((words, index) => (index % 2 ? untranslated(words) : words)).filter((part) => part !== '');
}

/** An element for a name: excluded from translation, and isolated from the direction of the text around it. */
function untranslated(name: string): HTMLElement {
  const element = document.createElement('bdi');
  element.translate = false;
  element.textContent = name;
  return element;
}

/**
 * Sets the whole content of an element to a text: `<p ${setText(text)}></p>`. All texts of the frame use it. A translator
 * such as Google Translate replaces text nodes with `<font>` elements. Lit would then write into nodes that are no longer
 * shown, and insert before nodes that are gone. With `setText`, a text that changes replaces everything in its element, and
 * none of Lit's own nodes is beside a text.
 */
export const setText = directive(SetTextDirective);
