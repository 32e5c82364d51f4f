import { firstHeader } from '../../message.ts';
import { parse_url } from '../../php/parse_url.ts';
import { homeUrl, type Site } from '../site.ts';
import { CurlError, type OutboundAnswer } from './outbound.ts';
import { isSafeUrl } from './validate-url.ts';

/** What `wp_safe_remote_post()` gives back: the final answer, or the message of its WP_Error. */
export type RemoteResult = { readonly status: number } | { readonly error: string };

export interface RemoteRequest {
  /** Left out, cURL names a form behind all other fields. */
  readonly contentType?: string;
  /** WordPress's own when it is left out. */
  readonly userAgent?: string;
  /** Further header fields: name, value, name, value … */
  readonly fields?: readonly string[];
  /** Ends the request before its time. */
  readonly signal?: AbortSignal;
  readonly body: Uint8Array;
  readonly timeoutSeconds: number;
  /** How many redirects are followed; WordPress's default is 5. */
  readonly redirects: number;
}

const invalidUrl = 'A valid URL was not provided.';

/**
 * `wp_safe_remote_post()`: POSTs, follows redirects as the Requests library does under WordPress's rules, and
 * checks every URL on the way. A 301 is followed by another POST, a 302 and a 303 by a GET, which still carries
 * the body and its length (wc-auth.167, wc-auth.168).
 */
export async function safeRemotePost(
  site: Site,
  isTls: boolean,
  url: string,
  request: RemoteRequest,
): Promise<RemoteResult> {
  const { contentType, fields = [], signal } = request;
  const userAgent =
    request.userAgent ??
    `WordPress/${site.version}; ${homeUrl(site.home, '', isTls ? 'https' : site.home.scheme)}`;
  let at = url;
  let method = 'POST';
  for (let redirects = 0; ; redirects++) {
    if (!(await isSafeUrl(site, at))) return { error: invalidUrl };
    let answer: OutboundAnswer;
    try {
      answer = await site.outbound.send({
        method,
        url: at,
        headers: [
          ...['Host', hostField(at)],
          ...['User-Agent', userAgent],
          ...['Accept', '*/*'],
          ...['Accept-Encoding', 'deflate, gzip, br, zstd'],
          ...(contentType === undefined ? [] : ['Content-Type', contentType]),
          ...fields,
          ...['Connection', 'close'],
          ...['Content-Length', String(request.body.length)],
          ...(contentType === undefined ? ['Content-Type', 'application/x-www-form-urlencoded'] : []),
        ],
        body: request.body,
        timeoutSeconds: request.timeoutSeconds,
        ...(signal && { signal }),
      });
    } catch (error) {
      if (error instanceof CurlError) return { error: error.message };
      throw error;
    }
    const location = firstHeader(answer.headers, 'location');
    if (!isRedirect(answer.status) || !location || request.redirects === 0) return { status: answer.status };
    if (redirects >= request.redirects) return { error: 'Too many redirects' };
    if (answer.status === 302 || answer.status === 303) method = 'GET';
    const next = absolute(at, location);
    if (next === undefined) return { error: invalidUrl };
    at = next;
  }
}

/** The statuses that Requests follows; 304 to 306 it does not. */
function isRedirect(status: number): boolean {
  return [300, 301, 302, 303, 307].includes(status) || (status > 307 && status < 400);
}

function absolute(base: string, location: string): string | undefined {
  if (/^https?:\/\//.test(location)) return location;
  return URL.parse(location, base)?.href;
}

/** Host, and the port where the URL names one that is not the scheme's. */
function hostField(url: string): string {
  const parts = parse_url(url);
  const usual = parts?.scheme?.toLowerCase() === 'http' ? 80 : 443;
  return parts?.port && parts.port !== usual ? `${parts.host}:${parts.port}` : (parts?.host ?? '');
}
