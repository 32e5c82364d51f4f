import { unprovenMembers } from '../answers/members.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import { readBody } from './body.ts';

/**
 * Whether the legacy API answers at `/wc-api/v3/`, whose index is open to all.
 *
 * @returns undefined when it does; else what came in its place.
 */
export function whyNoLegacyApi({ answer, failure }: HttpExchange): string | undefined {
  if (!answer) return `the store does not answer at /wc-api/v3/ (${failure?.code ?? 'UNKNOWN'})`;
  const { json, text } = readBody(answer);
  const { store } = unprovenMembers('legacy-index', json);
  if (answer.status === 200 && store !== undefined) return undefined;
  return text.includes('woocommerce_api_disabled')
    ? 'the store has no legacy API'
    : `the store answers ${answer.status} at /wc-api/v3/, and not as WooCommerce does`;
}
