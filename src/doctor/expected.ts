/** What each part of the API is answered by where WooCommerce answers for itself; healthy is said only where all is so. */
import type { Evidence } from './evidence.ts';
import type { FindingLevel } from './fault.ts';
import { familyIds } from './probes/clients.ts';
import { pairProbesOf } from './probes/pairs.ts';
import { resources } from './probes/resources.ts';
import { isForeignRefusal, isForNobody, isSeen, namespaces } from './signs.ts';

/** A part that something else answers. */
export interface Unexpected {
  readonly id: string;
  readonly part: string;
  /** No integration lives without it: its loss is a fault, that of others a warning. */
  readonly level: FindingLevel;
}

interface Expected {
  readonly part: string;
  readonly ids: readonly string[];
  readonly level: FindingLevel;
  isSo(evidence: Evidence, id: string): boolean;
}

const isOwn = (evidence: Evidence, id: string): boolean =>
  evidence.isWordPress(id) && (evidence.isClosed || !isForeignRefusal(evidence.reading(id)));

const isOwnOrForNobody = (evidence: Evidence, id: string): boolean =>
  isOwn(evidence, id) || (evidence.isWordPress(id) && isForNobody(evidence, id));

const isLetInOrOwn = (evidence: Evidence, id: string): boolean =>
  evidence.said(id) === 'let in' || isOwn(evidence, id);

/**
 * wp_die() says what is missing, in JSON to whom asks for it; a password of the server is no answer of WordPress. A cache
 * may answer with the redirect to the log-in of this page, which is WooCommerce's own too.
 */
const isOwnPage = (evidence: Evidence, id: string): boolean => {
  const reading = evidence.reading(id);
  if (reading?.status === 302) return /\/wc-auth\/v1\/login\//.test(reading.header('location') ?? '');
  if (reading?.status !== 401) return false;
  return reading.code === 'wp_die' || (reading.said === 'not JSON' && !reading.header('www-authenticate'));
};

const isOwnStore = (evidence: Evidence, id: string): boolean =>
  isLetInOrOwn(evidence, id) ||
  // Before WooCommerce 6 its path has no version.
  !(namespaces(evidence)?.includes('wc/store/v1') ?? false);

const expected: readonly Expected[] = [
  ...resources.map(
    (resource): Expected => ({
      part: resource,
      ids: [`A22-${resource}`],
      level: 'fault',
      // Nobody is given what WooCommerce keeps from nobody at another list.
      isSo: (evidence, id) =>
        isOwn(evidence, id) && (evidence.said(id) !== 'let in' || evidence.said('A4') === 'let in'),
    }),
  ),
  ...['POST', 'PUT', 'DELETE'].map(
    (method): Expected => ({ part: method, ids: [`A8-${method}`], level: 'fault', isSo: isOwnOrForNobody }),
  ),
  ...pairProbesOf
    .filter(({ resource }) => resource !== 'products')
    .map(
      ({ method, resource, without }): Expected => ({
        part: `${method} of ${resource}`,
        ids: [without],
        level: 'fault',
        isSo: isOwnOrForNobody,
      }),
    ),
  { part: 'PATCH', ids: ['A8-PATCH'], level: 'warning', isSo: isOwnOrForNobody },
  {
    part: 'requests with an Authorization header',
    ids: ['A6', 'A21'],
    level: 'fault',
    isSo: (evidence, id) => isSeen(evidence, id) || isOwn(evidence, id),
  },
  ...['browser', 'empty', 'python', 'woocommerce', 'google'].map(
    (name): Expected => ({
      part: `requests with the User-Agent of ${name}`,
      ids: [`A9-${name}`],
      level: 'fault',
      isSo: (evidence, id) => isSeen(evidence, id) || isOwn(evidence, id),
    }),
  ),
  ...familyIds.map(
    (id): Expected => ({
      part: `requests with the User-Agents of ${id.slice('A9-'.length)}`,
      ids: [id],
      level: 'fault',
      isSo: evidence => isSeen(evidence, id) || isOwn(evidence, id),
    }),
  ),
  { part: 'requests with an OAuth parameter in the query', ids: ['A5', 'A20'], level: 'fault', isSo: isOwn },
  {
    part: 'Basic credentials',
    ids: ['B5'],
    level: 'fault',
    // A plugin that answers for all Basic credentials alike, or for the key in the query as in the header, is told by itself.
    isSo: (evidence, id) =>
      isLetInOrOwn(evidence, id) || ['A7', 'B6'].some(other => evidence.isSameError(id, other)),
  },
  {
    part: 'Basic credentials that nobody has',
    ids: ['A7'],
    level: 'fault',
    isSo: (evidence, id) => evidence.isWordPress(id) || evidence.known.way === 'header',
  },
  {
    part: 'requests with a key in the query',
    ids: ['B6'],
    level: 'fault',
    isSo: (evidence, id) => evidence.isWordPress(id),
  },
  {
    part: 'requests with a key and a cookie of WordPress',
    ids: ['B8'],
    level: 'warning',
    isSo: (evidence, id) => isLetInOrOwn(evidence, id) || evidence.isSameError(id, 'B5'),
  },
  {
    part: 'requests that carry several things at once',
    ids: ['A24', 'A26'],
    level: 'warning',
    isSo: (evidence, id) => evidence.said(id) === 'let in' || isOwnOrForNobody(evidence, id),
  },
  { part: 'the page that grants keys (/wc-auth/)', ids: ['A13'], level: 'warning', isSo: isOwnPage },
  { part: 'the Store API (wc/store)', ids: ['A23-store'], level: 'warning', isSo: isOwnStore },
  {
    part: 'wc/v2',
    ids: ['A23-v2'],
    level: 'warning',
    // Routes that were taken out are told as that.
    isSo: (evidence, id) => isLetInOrOwn(evidence, id) || evidence.reading(id)?.code === 'rest_no_route',
  },
];

/** The parts that were asked for and that something else answered, or nothing. */
export function unexpected(evidence: Evidence): Unexpected[] {
  return expected.flatMap(({ part, ids, level, isSo }) => {
    const id = ids.find(each => evidence.reading(each) !== undefined && !isSo(evidence, each));
    return id === undefined ? [] : [{ id, part, level }];
  });
}

/** The probes that are looked at. */
export const expectedIds: readonly string[] = expected.flatMap(({ ids }) => ids);
