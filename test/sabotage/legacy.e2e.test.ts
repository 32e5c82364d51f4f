import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StoreOptions } from '../../mocks/index.ts';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { runSuite, type TargetRun } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';
import { withoutLegacyApi } from './legacy-saboteurs.ts';

const requirements = await readRequirements();

/** Runs the scenarios of some requirements against a store that is made for it. */
async function verify(wanted: readonly string[], options: StoreOptions): Promise<TargetRun> {
  const target = await createSimulatedTarget(options);
  try {
    return await runSuite({ target, selection: select(requirements, wanted) });
  } finally {
    await target.close();
  }
}

describe('stores that are as they should be', { concurrency: false }, () => {
  for (const profile of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1']) {
    test(`every requirement of the legacy API holds for ${profile}`, async () => {
      const run = await verify(['legacy'], { profile });
      const failed = run.scenarios.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped');
      assert.deepEqual(failed, []);
      assert.ok(run.scenarios.filter(({ outcome }) => outcome === 'passed').length > 100);
    });
  }

  test('a store without the legacy API is held to LEGACY-23 alone', async () => {
    const run = await verify(['legacy'], withoutLegacyApi());
    // In part: one of its scenarios is about a store that has the legacy API.
    const passed = run.requirements
      .filter(({ outcome }) => outcome === 'passed' || outcome === 'partly judged')
      .map(each => each.requirement.id);
    assert.deepEqual(passed, ['LEGACY-23']);
    assert.ok(run.scenarios.every(({ outcome }) => outcome === 'passed' || outcome === 'skipped'));
  });
});
