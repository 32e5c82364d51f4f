/** What becomes of a query that carries no credentials, by what WordPress gives of an index that is asked for a part alone. */
import type { Evidence } from './evidence.ts';

/**
 * WordPress leaves out what `_fields` does not name (`rest_filter_response_fields()`), and PHP takes the last of two:
 * where the query is decoded once too often on its way, the other value names its routes.
 */
export const askingForName = '_fields=namespace&latchkey=1%26_fields%3Droutes';

/** Undefined where the index of wc/v2 was not given. */
export function fieldsAsked(
  evidence: Evidence,
): 'arrive' | 'are lost' | 'are decoded once too often' | undefined {
  const reading = evidence.reading('A23-v2');
  const json = reading?.json;
  if (reading?.status !== 200 || typeof json !== 'object' || json === null) return undefined;
  const [hasName, hasRoutes] = ['namespace' in json, 'routes' in json];
  if (hasName) return hasRoutes ? 'are lost' : 'arrive';
  return hasRoutes ? 'are decoded once too often' : undefined;
}
