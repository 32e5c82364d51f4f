import { AfterAll, BeforeAll } from '@cucumber/cucumber';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import { type Transport, transports } from '../../src/targets/simulated.ts';
import { type Harness, harnessOf, register, unregister } from '../../src/verify/harness.ts';

/** World parameters as the run has given them: the same for its hooks and its scenarios. */
type RunParameters = Readonly<Record<string, string | undefined>>;

/** Made here when the run has brought no target: plain cucumber-js. */
let own: { readonly name: string; readonly harness: Harness } | undefined;

/** What a run is about. Several run at the same time in one process: each is known by its parameters. */
export function harnessOfRun({ harness: name }: RunParameters): Harness {
  const harness = name === undefined ? own?.harness : harnessOf(name);
  if (harness) return harness;
  throw new Error(
    name === undefined
      ? 'there is no target before the first hook has run'
      : `no harness is called "${name}"`,
  );
}

BeforeAll(async function () {
  const parameters = this.parameters as RunParameters;
  const { harness, transport, profile } = parameters;
  if (harness !== undefined) {
    harnessOfRun(parameters);
    return;
  }
  if (transport !== undefined && !transports.includes(transport as Transport))
    throw new Error(`world parameter transport: "${transport}"; expected ${transports.join(' or ')}`);
  const target = await createSimulatedTarget({
    ...(transport !== undefined && { transport: transport as Transport }),
    ...(profile !== undefined && { profile }),
  });
  own = register(target);
});

AfterAll(async function () {
  if ((this.parameters as RunParameters).harness !== undefined) return;
  if (own) unregister(own.name);
  await own?.harness.target.close();
  own = undefined;
});
