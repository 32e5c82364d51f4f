/** What was seen of the key given: by which ways it is let in, on which resources, with which rights. */
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import type { Evidence } from './evidence.ts';
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
  const list = wayProbes.find(id => isSomebody(evidence, id));
  return {
    ways: ways.map(way => wayInWords[way]),
    resources: [
      { resource: 'products', answer: listAnswer(evidence, list) },
      ...resources.map(resource => ({ resource, answer: listAnswer(evidence, `B11-${resource}`) })),
    ],
    methods: (['POST', 'PUT', 'DELETE'] as const).map(method => ({
      method,
      answer: writeAnswer(evidence, probesOf[method]),
    })),
  };
}

const probesOf = { POST: ['B7-POST'], PUT: ['B7-PUT'], DELETE: ['B7', 'B7q', 'B7-DELETE'] } as const;

function listAnswer(evidence: Evidence, id: string | undefined): KeySeen['resources'][number]['answer'] {
  const said = id === undefined ? undefined : evidence.said(id);
  // What came to no answer says nothing of the key.
  if (said === undefined || said === 'no answer') return 'not asked';
  if (said === 'let in') return 'allowed';
  return said === 'forbidden' ? 'forbidden' : 'refused';
}

/** A product that does not exist is answered 400 or 404 to who may write, 401 or 403 to who may not. */
function writeAnswer(evidence: Evidence, ids: readonly string[]): KeySeen['methods'][number]['answer'] {
  const said = ids
    .map(id => evidence.reading(id))
    .filter(reading => reading !== undefined && reading.status !== undefined);
  if (said.length === 0) return 'not asked';
  if (said.some(reading => reading?.said === 'other error' && [400, 404].includes(reading.status as number)))
    return 'allowed';
  // The words for a key that may not write, and WooCommerce's own for a user who may not.
  if (said.some(reading => reading?.said === 'refused' || reading?.said === 'forbidden')) return 'forbidden';
  return 'refused';
}
