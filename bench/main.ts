/**
 * `npm run bench`: how much of bare Node's speed is left when the store checks who asks, see `own.ts`.
 * `--peers` compares with other mock servers instead, see `peers.ts`; `--against DIR` with another checkout, see
 * `against.ts`; `--fleet` joins the reports of a thousand stores, see `fleet.ts`; `--proxy` tells what `latchkey proxy` adds,
 * see `proxy.ts`. `--quick` takes a tenth of the time of any of them.
 */
import { parseArgs } from 'node:util';
import { installWrk } from './wrk/load.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    peers: { type: 'boolean' },
    against: { type: 'string' },
    fleet: { type: 'boolean' },
    proxy: { type: 'boolean' },
  },
});
const { quick, peers, against, fleet, proxy } = values;

if (!proxy) installWrk();
process.exit(await run());

/** @returns the exit code: 1 when a target is missed. */
async function run(): Promise<0 | 1> {
  if (against !== undefined) return (await import('./against.ts')).compareCheckouts(against, { quick });
  if (fleet) return (await import('./fleet.ts')).measureFleet({ quick });
  if (proxy) return (await import('./proxy.ts')).measureProxy({ quick });
  if (peers) return (await import('./peers.ts')).comparePeers({ quick });
  return (await import('./own.ts')).measureStore({ quick });
}
