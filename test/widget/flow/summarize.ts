import type { Effect } from '../../../src/widget/frame/flow/effect.ts';
import type { Flow } from '../../../src/widget/frame/flow/state.ts';
import { transition, type Transition } from '../../../src/widget/frame/flow/transition.ts';
import { events, flows } from './samples.ts';

/** Every state with every event that changes something in it, a line each. */
export function writeTable(): string {
  return Object.entries<Flow>(flows)
    .map(([name, flow]) => `${name}\n${writeState(flow)}`)
    .join('\n');
}

function writeState(flow: Flow): string {
  let lines = '';
  for (const [name, event] of Object.entries(events)) {
    const next = transition(flow, event);
    if (next.flow !== flow || next.effects.length > 0) lines += `  ${name} → ${summarize(flow, next)}\n`;
  }
  return lines;
}

/** What a transition changes and wants done, in one line. */
function summarize(before: Flow, { flow, effects }: Transition): string {
  const parts = [stateText(before, flow)];
  if (flow.isAsking !== before.isAsking) parts.push(flow.isAsking ? 'question' : 'no question');
  if (flow.isCovered !== before.isCovered) parts.push(flow.isCovered ? 'cover' : 'no cover');
  if (flow.session !== before.session) parts.push(`session ${text(flow.session)}`);
  if (flow.token !== before.token) parts.push(`token ${typeof flow.token === 'string' ? flow.token : 'held'}`);
  if (flow.network !== before.network) parts.push(flow.network);
  if (flow.unsent !== before.unsent) parts.push(flow.unsent ? `hold ${flow.unsent.type}` : 'hold nothing');
  if (flow.drafts !== before.drafts) parts.push(`drafts ${flow.drafts.size}`);
  if (flow.submissions !== before.submissions) parts.push(`submissions ${flow.submissions.length}`);
  if (flow.keyboardLosses !== before.keyboardLosses) parts.push(`keyboard losses ${flow.keyboardLosses}`);
  return [...parts.filter(Boolean), ...effects.map(effectText)].join('; ');
}

function stateText(before: Flow, { state, stateId }: Flow): string {
  if (stateId !== before.stateId) return text(state);
  const old = Object.entries(before.state);
  const isNew = ([name, value]: [string, unknown]): boolean => !old.some(([n, v]) => n === name && v === value);
  return text(Object.fromEntries(Object.entries(state).filter(isNew)));
}

function effectText(effect: Effect): string {
  return effect.type === 'post' ? `post ${Object.values(effect.message).map(String).join(' ')}` : `do ${effect.type}`;
}

function text(value: object): string {
  return Object.entries(value)
    .map(([name, member]) => (name === 'step' || name === 'status' ? String(member) : `${name}=${memberText(member)}`))
    .join(' ');
}

function memberText(member: unknown): string {
  if (typeof member !== 'object' || member === null) return String(member);
  return 'id' in member ? String(member.id) : '…';
}
