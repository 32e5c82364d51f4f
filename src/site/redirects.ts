import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { getPage, type Send } from './ask.ts';
import { isWithinOrigin } from './origin.ts';
import type { SiteProblem } from './problem.ts';

/** One step of a redirect. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/** Where a page was found, and how. */
export interface Journey {
  /** The last answer. */
  readonly last: HttpExchange;
  /** The redirects that were followed. */
  readonly hops: readonly Hop[];
  /** The URL of the last answer. */
  readonly url: string;
}

/** So many redirects are followed at most. */
export const mostHops = 5;

/** The redirect of an answer, wherever it leads; undefined where it is none. `to` is absolute where it can be. */
export function redirectOf({ request, answer }: HttpExchange): Hop | undefined {
  if (!answer || answer.status < 300 || answer.status > 399) return undefined;
  const location = joinedHeader(answer.headers, 'location');
  if (location === undefined) return undefined;
  const to = URL.parse(location, request.url)?.href ?? location.replaceAll(/\p{Cc}+/gu, ' ');
  return { from: request.url, to, status: answer.status };
}

/** WordPress's log-in page: what stands there is not the store. */
function isLogin(url: string): boolean {
  return /\/wp-login\.php$/.test(URL.parse(url)?.pathname ?? '');
}

/** Opens a page and follows its redirects one by one, within the origin alone. No credentials go along. */
export async function openPage(send: Send, from: string): Promise<Journey> {
  const hops: Hop[] = [];
  let url = from;
  let last = await send(getPage(from));
  for (let hop = redirectOf(last); hop !== undefined && hops.length < mostHops; hop = redirectOf(last)) {
    if (!isFollowed(hop)) break;
    const next = await send(getPage(hop.to));
    hops.push(hop);
    // A redirect into nothing: the store is looked for where it was asked.
    if (!next.answer) break;
    url = hop.to;
    last = next;
  }
  return { last, hops, url };
}

function isFollowed({ from, to }: Hop): boolean {
  return new URL(from).href !== to && isWithinOrigin(from, to) && !isLogin(to);
}

/** What a redirect that was not followed says. */
export function problemOf(hop: Hop): SiteProblem {
  if (isLogin(hop.to)) return { code: 'redirects-to-login', ...hop };
  if (new URL(hop.from).href === hop.to) return { code: 'redirects-for-ever', ...hop };
  return { code: 'redirects-elsewhere', ...hop };
}
