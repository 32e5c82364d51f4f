/** The table of answers: what stands in front of a sound store answers so, and what the doctor has to say first. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { levelOf } from '../../src/doctor/diagnosis.ts';
import { openStage, type Stage, serious } from '../doctor/stage.ts';
import { answeredSetUps } from './set-ups/answers.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

describe('answers in front of a store', () => {
  for (const { name, expected, names, isWithoutKey, answer } of answeredSetUps) {
    it(name, async () => {
      const store = await stage.put({ answer: async message => answer(message) ?? store.answer(message) });
      const diagnosis = await stage.visit(isWithoutKey ? { key: null } : {});
      const found = serious(diagnosis);
      assert.equal(found[0] ?? 'healthy', expected, `got ${found.join(', ') || 'healthy'}`);
      if (!names) return;
      const first = diagnosis.findings.find(each => levelOf(each) !== 'information');
      assert.match([first?.suspicion.title, ...(first?.suspicion.proof ?? [])].join('\n'), names);
    });
  }
});
