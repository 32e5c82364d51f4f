import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultById } from '../../mocks/index.ts';
import schema from '../../schemas/configuration.schema.json' with { type: 'json' };
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import type { Target } from '../../src/targets/target.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { runSuite } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';

const faultOf = (tags: readonly string[]) => tags.flatMap(tag => /^@fault-(.+)$/.exec(tag)?.[1] ?? []);

async function outcomes(target: Target, ...wanted: string[]) {
  try {
    const { requirements } = await runSuite({ target, selection: select(await readRequirements(), wanted) });
    return requirements.map(({ requirement, outcome, reasons }) => [requirement.id, outcome, ...reasons]);
  } finally {
    await target.close();
  }
}

describe('features on hosting', () => {
  it('name faults that there are, one for each requirement', async () => {
    for (const { id, tags } of await readRequirements()) {
      const faults = faultOf(tags);
      assert.equal(faults.length, tags.includes('@hosting') ? 1 : 0, id);
      for (const fault of faults) assert.ok(faultById(fault), `${id}: ${fault}`);
    }
  });

  it('are those that a live target may say that it stands behind', async () => {
    const named = new Set((await readRequirements()).flatMap(({ tags }) => faultOf(tags)));
    assert.deepEqual(schema.definitions.target.properties.hosting.items.enum, [...named].sort());
  });

  it('switch the fault on for their scenarios, and off again', async () => {
    const target = await createSimulatedTarget();
    const seen: (readonly string[])[] = [];
    const watched: Target = {
      ...target,
      send(request, notes) {
        seen.push(target.faults?.() ?? []);
        return target.send(request, notes);
      },
    };
    assert.deepEqual(await outcomes(watched, 'HOSTING-05', 'BASIC-05'), [
      ['BASIC-05', 'passed'],
      ['HOSTING-05', 'passed'],
    ]);
    assert.deepEqual([...new Set(seen.map(faults => faults.join()))].sort(), ['', 'tls-ends-at-proxy']);
    assert.deepEqual(target.faults?.(), []);
  });

  it('are skipped on a store that is behind another fault, and on one of which nobody knows', async () => {
    const behind = await createSimulatedTarget({ faults: ['strip-authorization'] });
    assert.deepEqual(await outcomes(behind, 'HOSTING-02', 'HOSTING-05'), [
      ['HOSTING-02', 'passed'],
      ['HOSTING-05', 'skipped', 'the store is behind strip-authorization, not behind tls-ends-at-proxy'],
    ]);
    const { faults: _, switchFaults: __, ...live } = await createSimulatedTarget();
    assert.deepEqual(await outcomes(live, 'HOSTING-02'), [
      ['HOSTING-02', 'skipped', 'not known to be behind the hosting fault strip-authorization'],
    ]);
  });
});
