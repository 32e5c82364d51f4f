import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import { transports } from '../../src/targets/simulated.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { runSuite } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';

describe('the suite against the simulated store', async () => {
  const selection = select(await readRequirements(), []);

  for (const options of [
    ...transports.map(transport => ({ transport })),
    { profile: '5.8' },
    { profile: '6.6' },
    { profile: '7.8' },
    { profile: '8.2' },
    { profile: '9.2' },
    { profile: '11.1' },
  ]) {
    it(`passes with ${JSON.stringify(options)}`, async () => {
      const target = await createSimulatedTarget(options);
      try {
        const { scenarios } = await runSuite({ target, selection });
        const wrong = scenarios.filter(({ outcome }) => outcome === 'failed' || outcome === 'cannot tell');
        assert.deepEqual(
          wrong.map(({ requirement, name, reason }) => `${requirement} ${name}: ${reason}`),
          [],
        );
        assert.ok(scenarios.filter(({ outcome }) => outcome === 'passed').length > 200);
        assert.ok(scenarios.every(({ outcome, reason }) => outcome !== 'skipped' || reason));
      } finally {
        await target.close();
      }
    });
  }
});
