import { noChange } from 'lit';
import {
  Directive,
  directive,
  PartType,
  type DirectiveResult,
  type ElementPart,
  type PartInfo,
} from 'lit/directive.js';
import { withArticles } from './articles.ts';
import { isLanguage, names } from './localization.ts';

type Nodes = readonly (string | Node)[];

class SetContentDirective extends Directive {
  #key: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new TypeError('Expected `setText` in a tag, as `<p ${setText(text)}></p>`.');
  }

  override update({ element }: ElementPart, [key, create]: [string, (key: string) => Nodes]): typeof noChange {
    if (key !== this.#key) element.replaceChildren(...create(key));
    this.#key = key;
    return this.render(key, create);
  }

  render(_key: string, _create: (key: string) => Nodes): typeof noChange {
    return noChange;
  }
}

/** Sets the whole content of an element to nodes that are created anew for each `key`. See `setText`. */
export const setContent = directive(SetContentDirective);

function nodesOf(text: string): Nodes {
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
export const setText = (text: string): DirectiveResult => setContent(text, nodesOf);
