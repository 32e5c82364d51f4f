import { couponId, firstOrderId } from '../../mocks/index.ts';
import { unprovenMembers } from '../answers/members.ts';
import { isObject } from '../files/json-text.ts';
import type { RecordedScenario, RecordedStep } from './recording.ts';

/**
 * How many orders the store had, as the scenario's own answers tell it. A fixture does not say it, and it changed while
 * recordings were made (the recorder created orders), so a replay takes it from the recording; everything that
 * follows from it (pages, ids, links) is still compared. Undefined when no answer tells it.
 */
export function givenOrders(scenario: RecordedScenario): number | undefined {
  let created = 0;
  for (const step of scenario.steps) {
    const id = createdOrder(step);
    // The new order's id tells how many there were before.
    const count = id === undefined ? countedOrders(step) : ordersBelow(id);
    if (count !== undefined) return count - created;
    if (step.request.method === 'POST' && step.response.status === 201) created += 1;
  }
  return undefined;
}

/** The id of the order that a step has created, from its Location. */
function createdOrder({ response }: RecordedStep): number | undefined {
  if (response.status !== 201) return undefined;
  const match = /\/orders\/(\d+)$/.exec(String(response.headers.location ?? ''));
  return match ? Number(match[1]) : undefined;
}

/** How many seeded orders have lower ids: the ids go up by one and leave out the coupon's. */
function ordersBelow(id: number): number | undefined {
  const count = id - firstOrderId - (id > couponId ? 1 : 0);
  return count >= 0 ? count : undefined;
}

const ordersPath = /\/(?:wc\/v[123]|wc-api\/v[123])\/orders\/?$/;
const countPath = /\/wc-api\/v[123]\/orders\/count\/?$/;
/** Parameters that leave orders out of a list. */
const filters =
  /[?&](?:search|status|customer|product|include|exclude|parent|after|before|modified_|dp|created_via|filter(?:\[|%5B)(?!limit|offset|order)|rest_route|wc-api-)/;

function countedOrders({ request, response }: RecordedStep): number | undefined {
  if (response.status !== 200) return undefined;
  const [path = '', query = ''] = request.url.split(/\?(.*)/s);
  if (filters.test(`?${query}`)) return undefined;
  const { body } = response;
  if (countPath.test(path) && body?.kind === 'json') {
    const { count } = unprovenMembers('legacy-count', body.json);
    return typeof count === 'number' ? count : undefined;
  }
  if (!ordersPath.test(path)) return undefined;
  const total = response.headers['x-wp-total'] ?? response.headers['x-wc-total'] ?? enveloped(body);
  return typeof total === 'string' || typeof total === 'number' ? Number(total) : undefined;
}

/** With `_envelope` the headers are in the body. */
function enveloped(body: RecordedStep['response']['body']): unknown {
  if (body?.kind !== 'json') return undefined;
  const headers = isObject(body.json) ? body.json.headers : undefined;
  return isObject(headers) ? headers['X-WP-Total'] : undefined;
}
