/** The home URL as the index tells it, whatever was typed there. */
import { unprovenMembers } from '../answers/members.ts';
import { readHome, withoutQuery } from '../site/site-url.ts';
import type { Evidence } from './evidence.ts';

function homeTold(evidence: Evidence): string | undefined {
  const { home } = unprovenMembers('site-index', evidence.reading('A2')?.json);
  return typeof home === 'string' ? home : undefined;
}

/** Scheme, host and port as they were typed, and nothing else that a store may write there. */
const origin = /^https?:\/\/([\w.-]+)(?::\d+)?(?=[/?#]|$)/i;

/** The home URL of the index, without its path, where its host was typed with capital letters. */
export function homeWithCapitals(evidence: Evidence): string | undefined {
  const [typed, host = ''] = origin.exec(homeTold(evidence) ?? '') ?? [];
  return host === host.toLowerCase() ? undefined : typed;
}

/** A home URL that no site can have: without a scheme, with white space; or one that is right but for a query behind it. */
interface NoHome {
  /** What the index tells, in quotation marks; it may be anything. */
  readonly quoted: string;
  readonly isRightButForQuery: boolean;
}

/** The home URL of the index, where it is none; undefined where it is one, and where no index was seen. */
export function noHomeOf(evidence: Evidence): NoHome | undefined {
  const home = homeTold(evidence);
  if (home === undefined || evidence.whereabouts.home !== undefined || evidence.said('A2') !== 'let in')
    return undefined;
  return {
    quoted: JSON.stringify(home.slice(0, 100)),
    isRightButForQuery: home.includes('?') && readHome(withoutQuery(home)) !== undefined,
  };
}
