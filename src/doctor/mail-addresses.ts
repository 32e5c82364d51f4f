/** What becomes of e-mail addresses on their way: filters against spam rewrite them in pages, and some in JSON too. */
import { isObject } from '../files/json-text.ts';
import type { Evidence } from './evidence.ts';

/** The lists whose records hold an address. Nothing that stands in them is ever told: it is a customer's. */
const withAddresses: readonly string[] = ['B11-customers', 'B11-orders'];

export function holdsAddresses(id: string): boolean {
  return withAddresses.includes(id);
}

/** The lists with an address that is none: WooCommerce stores no other (`is_email()`), and an empty one for a guest. */
export function hiddenAddresses(evidence: Evidence): string[] {
  return withAddresses.filter(id => {
    const { json } = evidence.reading(id) ?? {};
    return Array.isArray(json) && json.some(record => addressesIn(record).some(text => !text.includes('@')));
  });
}

function addressesIn(record: unknown): string[] {
  if (!isObject(record)) return [];
  const billing = isObject(record.billing) ? record.billing.email : undefined;
  return [record.email, billing].filter(text => typeof text === 'string' && text !== '') as string[];
}
