/** Clients whose signatures nothing explains: two mistakes at once are looked for, which takes seconds. */
import { holds, type TrafficCase } from './traffic-client.ts';

const cases: readonly TrafficCase[] = [
  [
    'no nonce at all',
    async c => void (await c.signed({}, target => target.replace(/oauth_nonce=[^&]*&/, ''))),
    ['GATE-NONCE-1', 'GATE-SIGN-1'],
  ],
  [
    'a key and its secret, and another key with a wrong one',
    async c => {
      await c.signed();
      await c.signed({ credentials: { ...c.store.grant(), consumerSecret: 'wrong' } });
    },
    [],
  ],
  [
    'a refused signature made anew',
    async c => {
      await c.signed({ credentials: { ...c.key, consumerSecret: 'wrong' } });
      await c.signed({ credentials: { ...c.key, consumerSecret: 'wrong' } });
      await c.signed();
    },
    ['GATE-RETRY-1'],
  ],
];

for (const [what, run, broken] of cases) holds(what, run, broken);
