import { firstHeaderOf, type ReceivedRequest } from './request.ts';
import type { StoreView } from './store-view.ts';

/** What to say of a request that the store does not take for OAuth at all; undefined where it does. */
export function carriesNoOauth(request: ReceivedRequest, { fields, reading }: StoreView): string | undefined {
  if (fields.from.size > 0) return undefined;
  const authorization = firstHeaderOf(request, 'authorization') ?? '';
  const other = /^basic /i.test(authorization)
    ? 'It carries Basic credentials'
    : reading.parameters.has('consumer_key') || reading.parameters.has('consumer_secret')
      ? 'It carries consumer_key and consumer_secret in its query'
      : undefined;
  const nothing =
    'The request carries no OAuth parameters that the store reads: there is no signature to explain.';
  return other === undefined
    ? nothing
    : `${nothing} ${other}, which the store takes over TLS alone; \`latchkey doctor\` finds out why they are refused.`;
}
