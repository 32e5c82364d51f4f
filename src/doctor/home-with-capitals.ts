import { unprovenMembers } from '../answers/members.ts';
import type { Evidence } from './evidence.ts';

/** The home URL of the index where its host was typed with capital letters. */
export function homeWithCapitals(evidence: Evidence): string | undefined {
  const { home } = unprovenMembers('site-index', evidence.reading('A2')?.json);
  if (typeof home !== 'string' || !URL.canParse(home)) return undefined;
  const host = /^https?:\/\/([^/?#]+)/i.exec(home)?.[1];
  return host !== undefined && host !== host.toLowerCase() ? home : undefined;
}
