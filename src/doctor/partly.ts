/** A part of the API that is kept from clients while the rest is open: one resource, one namespace, one kind of body. */
import type { Evidence, Probed } from './evidence.ts';
import type { Suspicion } from './fault.ts';
import { askedPairs, isNoSuchRecord, isOpenSomewhere, pairsInWords, pairsWith } from './pairs.ts';
import { batchProbe, pairProbesOf } from './probes/pairs.ts';
import { resources } from './probes/resources.ts';
import { quote, quoteAll } from './proof.ts';
import { isChallenge, isCut, isDropped, isFolderInTheWay, isOriginRefused, isRefusalPage } from './signs.ts';

/** A part by the name that people know it by, and the probes that ask for it. */
export interface Part {
  readonly name: string;
  readonly ids: readonly string[];
  /** No integration lives without it: its loss is a fault, that of others a warning. */
  readonly isNeeded: boolean;
}

/** Products are asked for by all other probes. */
const parts: readonly Part[] = [
  { name: 'products', ids: ['A4'], isNeeded: true },
  { name: 'the index, by which clients find the API', ids: ['A2'], isNeeded: false },
  ...resources.map(name => ({ name, ids: [`B11-${name}`, `A22-${name}`], isNeeded: true })),
  { name: 'the legacy API (/wc-api/)', ids: ['A12i'], isNeeded: false },
  { name: 'the API by ?rest_route=', ids: ['A2p'], isNeeded: false },
  { name: 'wc/v2', ids: ['A23-v2'], isNeeded: false },
  { name: 'the Store API (wc/store)', ids: ['A23-store'], isNeeded: false },
];

/** The probes of all parts. */
export const partIds: readonly string[] = [
  ...parts.flatMap(({ ids }) => ids).filter(id => !['A2', 'A4'].includes(id)),
  ...pairProbesOf.flatMap(({ withKey, without }) => [withKey, without]),
  batchProbe.id,
];

/** These are all that was asked of one resource, by any method: what befell them is a matter of that resource. */
export function areAllOfOneResource(evidence: Evidence, these: readonly Probed[]): boolean {
  const resourceOf = ({ exchange }: Probed) => /\/wc\/v3\/(\w+)/.exec(exchange.request.url)?.[1];
  const [resource, ...others] = new Set(these.map(resourceOf));
  if (resource === undefined || others.length > 0) return false;
  return evidence.all.filter(probed => resourceOf(probed) === resource).length === these.length;
}

/** The parts whose probes show a sign, while WordPress answers for another part. */
export function partsWith(
  evidence: Evidence,
  hasSign: (id: string) => boolean,
): { readonly hit: readonly Part[]; readonly ids: readonly string[]; readonly open: string } | undefined {
  const asked = parts.flatMap(part => {
    const id = part.ids.find(each => evidence.reading(each) !== undefined);
    return id === undefined ? [] : [{ part, id }];
  });
  // The front page is no part of the API: what is said to all that ask it is not said to ?rest_route= alone.
  const isOther = (id: string): boolean =>
    (id === 'A2p' && hasSign('A1')) ||
    (id === 'A2' && isFolderInTheWay(evidence)) ||
    (id.startsWith('A23-') && isOriginRefused(evidence));
  const hit = asked.filter(({ id }) => hasSign(id) && !isOther(id));
  const open = asked.find(({ part, id }) => part.isNeeded && evidence.isWordPress(id) && !hasSign(id));
  if (hit.length === 0 || open === undefined) return undefined;
  return { hit: hit.map(({ part }) => part), ids: hit.map(({ id }) => id), open: open.id };
}

/** `orders, customers` with what is said of them. */
export function namesOf(hit: readonly Part[]): string {
  return hit.map(({ name }) => name).join(', ');
}

/** A page refuses a part of the API, or a body of JSON alone. */
export function refusedPart(evidence: Evidence): Suspicion | undefined {
  const found = partsWith(
    evidence,
    id =>
      (isRefusalPage(evidence, id) && !isChallenge(evidence.reading(id))) ||
      isCut(evidence, id) ||
      isDropped(evidence, id),
  );
  const isOfDropped = found?.ids.some(id => isDropped(evidence, id)) === true;
  if (found)
    return {
      certainty: isOfDropped ? 'likely' : 'proven',
      ...(isOfDropped && { isOfDropped: true as const }),
      title: `A firewall refuses a part of the API: ${namesOf(found.hit)}`,
      ...(!found.hit.some(({ isNeeded }) => isNeeded) && { level: 'warning' as const }),
      answeredBy: found.ids,
      proof: [
        quote(evidence, found.open, 'another part of the API is answered by WordPress'),
        ...quoteAll(evidence, found.ids.slice(0, 4), 'refused, and not by WordPress'),
      ],
      undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
    };
  const pairs = refusedPairs(evidence);
  if (pairs) return pairs;
  const isBody = ['A8-_method', 'A16'].every(id => evidence.isWordPress(id));
  const bodies = ['A8-POST', 'B15-POST_products'].filter(id => isRefusalPage(evidence, id));
  if (!isBody || bodies.length === 0) return undefined;
  const other = ['B14-products', 'B15-POST_orders'].find(id => evidence.isWordPress(id));
  if (other !== undefined)
    return {
      certainty: 'proven',
      title: 'A firewall refuses POST to the list of products, by which products are made',
      answeredBy: bodies,
      proof: [
        quote(evidence, other, 'a body of JSON reaches WordPress'),
        ...quoteAll(evidence, bodies, 'at the list of products it does not'),
      ],
      undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
    };
  return {
    certainty: 'proven',
    title: evidence.known.credentials
      ? 'A firewall refuses requests with a body of JSON'
      : 'A firewall refuses POST with a body of JSON, at the list of products at least',
    answeredBy: bodies,
    proof: [
      quote(evidence, 'A8-_method', 'POST without a body reaches WordPress'),
      ...quoteAll(evidence, bodies, 'with a body of JSON it does not'),
    ],
    undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
  };
}

/** Records are written one by one, and several at once are refused. */
function refusedBatch(evidence: Evidence): Suspicion | undefined {
  const single = askedPairs(evidence).find(
    ({ id, method }) => method === 'POST' && isNoSuchRecord(evidence.reading(id)),
  );
  if (single === undefined) return undefined;
  const isOfDropped = isDropped(evidence, batchProbe.id);
  return {
    certainty: isOfDropped ? 'likely' : 'proven',
    ...(isOfDropped && { isOfDropped: true as const }),
    title: 'A firewall refuses batches, by which several records are changed at once',
    answeredBy: [batchProbe.id],
    proof: [
      quote(evidence, single.id, 'POST of a single record is answered by WordPress'),
      quote(evidence, batchProbe.id, 'refused, and not by WordPress'),
    ],
    undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
  };
}

/** A page refuses a method at some resources, and WordPress answers it at others. */
function refusedPairs(evidence: Evidence): Suspicion | undefined {
  const isHit = (id: string): boolean =>
    (isRefusalPage(evidence, id) && !isChallenge(evidence.reading(id))) ||
    isCut(evidence, id) ||
    isDropped(evidence, id);
  const all = pairsWith(evidence, isHit);
  const hit = all.filter(({ method }) => isOpenSomewhere(evidence, method));
  const [first] = hit;
  if (first === undefined) return isHit(batchProbe.id) ? refusedBatch(evidence) : undefined;
  const open = askedPairs(evidence).find(
    ({ id, method }) => method === first.method && evidence.isWordPress(id),
  );
  const isOfDropped = hit.some(({ id }) => isDropped(evidence, id));
  return {
    certainty: isOfDropped ? 'likely' : 'proven',
    ...(isOfDropped && { isOfDropped: true as const }),
    title: `A firewall refuses ${pairsInWords(evidence, hit)}`,
    answeredBy: hit.map(({ id }) => id),
    proof: [
      ...(open ? [quote(evidence, open.id, 'the same method is answered by WordPress here')] : []),
      ...quoteAll(evidence, hit.map(({ id }) => id).slice(0, 4), 'refused, and not by WordPress'),
    ],
    undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
  };
}
