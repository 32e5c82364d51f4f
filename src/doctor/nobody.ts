import type { Evidence } from './evidence.ts';
import { quote } from './proof.ts';
import { isKnownKey } from './signs.ts';

/**
 * A wrong secret or signature is noticed, so the key is known; the right one is nobody's. In sentences; undefined
 * where it is not so.
 */
export function isKnownButNobody(evidence: Evidence): string[] | undefined {
  if (!evidence.known.credentials || evidence.isClosed) return undefined;
  for (const [wrong, right] of [
    ['B1', 'B5'],
    ['B2', 'B6'],
    ['B3', 'B4'],
    ['B3', 'B4w'],
  ] as const) {
    if (evidence.said(wrong) !== 'refused' || !evidence.isAnonymous(right)) continue;
    if (wrong === 'B3' && isKnownKey(evidence) !== true) continue;
    return [
      quote(evidence, wrong, 'the wrong one is noticed, so the key is known'),
      quote(evidence, right, 'the right one is nobody’s'),
    ];
  }
  return undefined;
}

/**
 * The probe with right credentials whose answer has the fields that WordPress puts on answers to whoever is logged in
 * (`rest_send_nocache_headers`, `wp_get_nocache_headers()`), though it is one to nobody: the user was found, and taken away
 * after that. Before WordPress 6.3.2 alone, which decides at the end.
 */
export function metAsSomebody(evidence: Evidence): string | undefined {
  const isMarked = (id: string): boolean =>
    /^Wed, 11 Jan 1984/.test(evidence.reading(id)?.header('expires') ?? '');
  return isMarked('A4') ? undefined : ['B5', 'B6'].find(isMarked);
}
