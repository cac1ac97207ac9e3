/** A sequence diagram. */
export type Sequence = {
  participants: readonly Participant[];
  messages: readonly Message[];
};

/** One column. `box` is the name of the frame around it and its neighbors. */
export type Participant = { id: string; lines: readonly string[]; box: string | null };

/** One arrow. An answer has a dashed line. */
export type Message = { from: string; to: string; text: string; isAnswer: boolean };

/** Reads the part of Mermaid's language that the documents use. Throws an error that names the line if it is another one. */
export function parseSequence(source: string): Sequence {
  const participants: Participant[] = [];
  const messages: Message[] = [];
  let box: string | null = null;
  const [kind, ...lines] = source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%') && line !== 'autonumber');
  if (kind !== 'sequenceDiagram') throw new Error(`Expected a Mermaid block with a sequenceDiagram; got "${kind}".`);
  for (const line of lines) {
    const column = /^(?:actor|participant) (\w+)(?: as (.+))?$/.exec(line);
    const arrow = /^(\w+)(--?)>>(\w+): (.+)$/.exec(line);
    const [, boxName] = /^box (.+)$/.exec(line) ?? [];
    if (column) participants.push({ id: column[1] ?? '', lines: (column[2] ?? column[1] ?? '').split('<br/>'), box });
    else if (arrow)
      messages.push({ from: arrow[1] ?? '', to: arrow[3] ?? '', text: arrow[4] ?? '', isAnswer: arrow[2] === '--' });
    else if (boxName !== undefined) box = boxName;
    else if (line === 'end') box = null;
    else throw new Error(`Expected a participant, a box or a message of a sequenceDiagram; got "${line}".`);
  }
  const known = new Set(participants.map(({ id }) => id));
  const stranger = messages.flatMap(({ from, to }) => [from, to]).find((id) => !known.has(id));
  if (stranger !== undefined) throw new Error(`Expected a participant of the sequenceDiagram; got "${stranger}".`);
  return { participants, messages };
}
