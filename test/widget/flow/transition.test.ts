import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { transition } from '../../../src/widget/frame/flow/transition.ts';
import type { State } from '../../../src/widget/frame/flow/state.ts';
import { events, flows } from './samples.ts';
import { writeTable } from './summarize.ts';

const table = new URL('transitions.txt', import.meta.url);

describe('the state machine of a run', () => {
  it('does in every state with every event what the table says, and nothing where it says nothing', async () => {
    const written = writeTable();
    // UPDATE_TABLE=1 writes it anew: read what has changed before it is committed.
    if (process.env['UPDATE_TABLE']) await writeFile(table, written);
    assert.equal(written, await readFile(table, 'utf8'));
  });

  it('has every state in the table', () => {
    const steps: Record<State['step'], true> = {
      list: true,
      missing: true,
      opening: true,
      consent: true,
      form: true,
      submitting: true,
      'at-bank': true,
      challenge: true,
      connected: true,
      failed: true,
      closed: true,
    };
    assert.deepEqual(new Set(Object.values(flows).map(({ state }) => state.step)), new Set(Object.keys(steps)));
  });

  it('changes no flow that it was given', () => {
    for (const flow of Object.values(flows)) {
      const before = structuredClone(flow);
      for (const event of Object.values(events)) transition(flow, event);
      assert.deepEqual(flow, before);
    }
  });
});
