import { unprovenMembers } from '../answers/members.ts';
import type { Evidence } from './evidence.ts';

/** Scheme, host and port as they were typed, and nothing else that a store may write there. */
const origin = /^https?:\/\/([\w.-]+)(?::\d+)?(?=[/?#]|$)/i;

/** The home URL of the index, without its path, where its host was typed with capital letters. */
export function homeWithCapitals(evidence: Evidence): string | undefined {
  const { home } = unprovenMembers('site-index', evidence.reading('A2')?.json);
  const [typed, host = ''] = (typeof home === 'string' && origin.exec(home)) || [];
  return host === host.toLowerCase() ? undefined : typed;
}
