import type { DirectiveResult } from 'lit/directive.js';
import type { FoundInstitution } from '../../../../shared/widget-api.ts';
import { setContent } from '../../i18n/set-text.ts';

/** Sets the content of an element to a bank's name with the parts that match marked: `<bdi ${setMarkedName(bank)}></bdi>`. */
export function setMarkedName({ name, marks }: Pick<FoundInstitution, 'name' | 'marks'>): DirectiveResult {
  return setContent(`${name} ${marks.join()}`, () => {
    const parts: (string | Node)[] = [];
    let at = 0;
    for (const [start, end] of marks) {
      if (start < at || end <= start || end > name.length) continue;
      parts.push(name.slice(at, start), marked(name.slice(start, end)));
      at = end;
    }
    return [...parts, name.slice(at)];
  });
}

function marked(text: string): HTMLElement {
  const element = document.createElement('mark');
  element.textContent = text;
  return element;
}
