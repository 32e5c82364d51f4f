/** What was seen of the key given: by which ways it is let in, on which resources, with which rights. */
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import type { Evidence } from './evidence.ts';
import { isRead, pairAnswer } from './pairs.ts';
import { writeMethods } from './probes/header-on-writes.ts';
import { pairProbesOf } from './probes/pairs.ts';
import { resources } from './probes/resources.ts';
import { isSomebody } from './signs.ts';
import { wayInWords, wayProbes, waysIn } from './way.ts';

export type KeySeen = ReadOnly<NonNullable<Printed['verdict']['key']>>;

/** Undefined where no key was given. */
export function keySeen(evidence: Evidence): KeySeen | undefined {
  if (!evidence.known.credentials) return undefined;
  const all = waysIn(evidence);
  // A signature for the URL asked is what clients make; those for the home URL matter where it is refused.
  const ways = all.filter(way => !way.startsWith('signature for') || !all.includes('signature'));
  const pairs = pairsSeen(evidence);
  const list = wayProbes.find(id => isSomebody(evidence, id));
  return {
    ways: ways.map(way => wayInWords[way]),
    resources: [
      { resource: 'products', answer: listAnswer(evidence, list) },
      ...resources.map(resource => ({ resource, answer: listAnswer(evidence, `B11-${resource}`) })),
    ],
    methods: writeMethods.map(method => ({ method, answer: methodAnswer(pairs, method) })),
    pairs,
  };
}

function listAnswer(evidence: Evidence, id: string | undefined): KeySeen['resources'][number]['answer'] {
  const said = id === undefined ? undefined : evidence.said(id);
  // What came to no answer says nothing of the key.
  if (said === undefined || said === 'no answer') return 'not asked';
  if (said === 'let in') return 'allowed';
  return said === 'forbidden' ? 'forbidden' : 'refused';
}

/** A method is allowed where it is at any resource; those where it is not are told by themselves. */
function methodAnswer(pairs: KeySeen['pairs'], method: string): KeySeen['methods'][number]['answer'] {
  const answers = pairs.filter(pair => pair.method === method).map(({ answer }) => answer);
  return (
    (['allowed', 'refused', 'forbidden'] as const).find(answer => answers.includes(answer)) ?? 'not asked'
  );
}

/** A pair whose list is kept from the key says nothing of the method. */
function pairsSeen(evidence: Evidence): KeySeen['pairs'] {
  return pairProbesOf
    .filter(({ resource }) => isRead(evidence, resource))
    .map(({ method, resource, withKey }) => ({
      resource,
      method,
      answer: pairAnswer(evidence, { method, resource, id: withKey }),
    }));
}
