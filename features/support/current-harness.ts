import { AfterAll, BeforeAll } from '@cucumber/cucumber';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import { type Transport, transports } from '../../src/targets/simulated.ts';
import { type Harness, harnessOf, register, unregister } from '../../src/verify/harness.ts';

let current: Harness | undefined;
/** Set when the run has brought no target: plain cucumber-js. */
let own: string | undefined;

/** What this run is about. */
export function currentHarness(): Harness {
  if (!current) throw new Error('there is no target before the first hook has run');
  return current;
}

BeforeAll(async function () {
  const { harness, transport, profile } = this.parameters as Record<string, string | undefined>;
  if (harness !== undefined) {
    current = harnessOf(harness);
    if (!current) throw new Error(`no harness is called "${harness}"`);
    return;
  }
  if (transport !== undefined && !transports.includes(transport as Transport))
    throw new Error(`world parameter transport: "${transport}"; expected ${transports.join(' or ')}`);
  const target = await createSimulatedTarget({
    ...(transport !== undefined && { transport: transport as Transport }),
    ...(profile !== undefined && { profile }),
  });
  const registered = register(target);
  own = registered.name;
  current = registered.harness;
});

AfterAll(async () => {
  const target = own === undefined ? undefined : current?.target;
  if (own !== undefined) unregister(own);
  current = undefined;
  own = undefined;
  await target?.close();
});
