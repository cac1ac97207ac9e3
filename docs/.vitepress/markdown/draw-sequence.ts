import type { Message, Participant, Sequence } from './parse-sequence.ts';

/** Sizes in units of the picture, which is as wide as a page's text. */
const columnWidth = 134;
const rowHeight = 31;
const headTop = 30;
const headHeight = 46;
const firstRow = headTop + headHeight + 34;

/** A diagram as HTML: a picture for the eye, and its steps as a list for a screen reader. Its looks are in theme/sequence.css. */
export function drawSequence({ participants, messages }: Sequence): string {
  const width = participants.length * columnWidth;
  const height = firstRow + messages.length * rowHeight;
  const center = (id: string): number => (participants.findIndex((one) => one.id === id) + 0.5) * columnWidth;
  const picture = [
    ...boxes(participants, height),
    ...participants.map((one) => head(one, center(one.id), height)),
    ...messages.map((message, index) => arrow(message, index, center)),
  ];
  const steps = messages.map(({ from, to, text }) => `<li>${escape(`${name(from)} to ${name(to)}: ${text}`)}</li>`);
  return `<figure class="sequence" v-pre>
<div class="scroller" role="region" aria-label="Diagram" tabindex="0">
<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${picture.join('')}</svg>
</div>
<ol class="visually-hidden">${steps.join('')}</ol>
</figure>\n`;

  function name(id: string): string {
    return participants.find((one) => one.id === id)?.lines.join(' ') ?? id;
  }
}

/** The frames around neighbors, with their names. */
function boxes(participants: readonly Participant[], height: number): string[] {
  const names = new Set(participants.flatMap(({ box }) => box ?? []));
  return Array.from(names, (box) => {
    const first = participants.findIndex((one) => one.box === box);
    const count = participants.filter((one) => one.box === box).length;
    const x = first * columnWidth + 4;
    const width = count * columnWidth - 8;
    return (
      `<rect class="box" x="${x}" y="1" width="${width}" height="${height - 2}" rx="10"/>` +
      `<text class="box-name" x="${x + width / 2}" y="19">${escape(box)}</text>`
    );
  });
}

/** A participant's name, and the line below it. */
function head({ lines }: Participant, x: number, height: number): string {
  const texts = lines.map((line, index) => {
    const y = headTop + headHeight / 2 + 4.5 + (index - (lines.length - 1) / 2) * 16;
    return `<text class="${index === 0 ? 'name' : 'note'}" x="${x}" y="${y}">${escape(line)}</text>`;
  });
  const top = headTop + headHeight;
  return (
    `<path class="life" d="M${x} ${top}V${height - 10}"/>` +
    `<rect class="head" x="${x - 58}" y="${headTop}" width="116" height="${headHeight}" rx="8"/>${texts.join('')}`
  );
}

/** A message: its number where it starts, its line with a point, and its text above the line. */
function arrow({ from, to, text, isAnswer }: Message, index: number, center: (id: string) => number): string {
  const y = firstRow + index * rowHeight;
  const [start, end] = [center(from), center(to)];
  const direction = Math.sign(end - start);
  const tip = end - 2 * direction;
  return (
    `<path class="${isAnswer ? 'answer' : 'message'}" d="M${start} ${y}H${tip}"/>` +
    `<path class="tip" d="M${tip} ${y}l${-8 * direction} -4v8z"/>` +
    `<circle class="dot" cx="${start}" cy="${y}" r="9"/><text class="number" x="${start}" y="${y + 3.5}">${index + 1}</text>` +
    `<text class="text" x="${(start + end + 9 * direction) / 2}" y="${y - 7}">${escape(text)}</text>`
  );
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
