import type { Send } from '../site/ask.ts';
import { findSite } from '../site/find-site.ts';
import { isUpgrade, originOf } from '../site/origin.ts';
import { redirectOf } from '../site/redirects.ts';
import { pathOf, withoutQuery } from '../site/site-url.ts';
import type { Whereabouts } from '../site/whereabouts.ts';

export type OtherScheme =
  | { readonly url: string; readonly home: string | undefined }
  /** Why the store is not reached there, as the end of "skipped: …". */
  | { readonly why: string; readonly redirecting?: Redirecting };

/** A URL by plain HTTP whose API does nothing but lead to TLS. */
export interface Redirecting {
  readonly url: string;
  readonly status: number;
}

/** The redirect of the API itself; a front page alone is led to TLS by WordPress too. */
export function redirectingApi({ asked, askedIndex }: Whereabouts): Redirecting | undefined {
  const hop = askedIndex && redirectOf(askedIndex);
  if (!hop || !isUpgrade(hop.from, hop.to) || pathOf(hop.from) !== pathOf(hop.to)) return undefined;
  return { url: withoutQuery(asked), status: hop.status };
}

/**
 * Whether a store is reached over the other scheme too.
 *
 * @param site where it was found.
 * @param named its URL over the other scheme by the configuration, where that tells it.
 * @param isStated the configuration says that it is reached: it is not asked.
 * @param fresh as in FindOptions.
 */
export async function otherScheme(
  send: Send,
  site: string,
  named: string | undefined,
  { isStated, fresh }: { readonly isStated: boolean; readonly fresh: (url: string) => string },
): Promise<OtherScheme> {
  const isTls = site.startsWith('https:');
  const [spoken, scheme] = isTls ? ['plain HTTP', 'http'] : ['TLS', 'https'];
  // With a port of its own the other scheme is on another one, which cannot be guessed.
  const hasPort = /:\d+$/.test(originOf(site));
  const url =
    named === undefined ? (hasPort ? undefined : site.replace(/^https?/, scheme)) : withoutQuery(named);
  if (url === undefined) return { why: `no URL for ${spoken} is known: name it with ${scheme}Url` };
  if (isStated) return { url, home: undefined };
  const found = await findSite(send, url, { fresh });
  if (found.site.startsWith('https:') !== !isTls) {
    const redirecting = redirectingApi(found);
    return { why: 'plain HTTP redirects to HTTPS', ...(redirecting && { redirecting }) };
  }
  const why = whyNotThere(found, spoken);
  return why === undefined ? { url: found.site, home: found.home } : { why };
}

function whyNotThere({ problem, front, index, asked }: Whereabouts, spoken: string): string | undefined {
  switch (problem?.code) {
    case undefined:
    case 'index-closed':
      return undefined;
    case 'redirects-elsewhere':
    case 'redirects-to-login':
    case 'redirects-for-ever':
      return `${spoken} redirects to ${withoutQuery(problem.to)}`;
    case 'unreachable':
    case 'time-out':
      return `over ${spoken} nothing answers at ${originOf(asked)} (${problem.transport})`;
    default:
      return `over ${spoken} another site answers (${(index.answer ?? front.answer)?.status})`;
  }
}
