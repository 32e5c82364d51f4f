/** Requests that are sent several times over meet every server that takes its turn behind a balancer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inTurns } from '../../src/doctor/turns.ts';

/** The servers that a request meets: they take turns, and so many requests of others come between two steps. */
function serversMet(id: string, servers: number, offset: number, others: number): number {
  const met = new Set<number>();
  let turn = offset;
  for (const step of inTurns(['one', 'two', 'three', 'four', 'five'])) {
    for (const asked of step) {
      if (asked === id) met.add(turn % servers);
      turn += 1;
    }
    turn += others;
  }
  return met.size;
}

describe('requests in turns', () => {
  for (const servers of [2, 3])
    it(`meet ${servers} servers, wherever their turn stands`, () => {
      for (let offset = 0; offset < servers; offset += 1)
        for (let others = 0; others < 12; others += 1) {
          const where = `offset ${offset}, ${others} others`;
          for (const id of ['one', 'two', 'three', 'four', 'five'])
            assert.equal(serversMet(id, servers, offset, others), servers, `${id}, ${where}`);
        }
    });

  it('are none where nothing is asked', () => {
    assert.deepEqual(inTurns([]), []);
  });
});
