import { Buffer } from 'node:buffer';
import { percentDecode } from './plan.ts';

/**
 * A signed request as a person has it, before anybody has interpreted it. Text is kept as byte strings (one
 * character for one byte), because a signature is made over bytes.
 */
export interface ReceivedRequest {
  readonly source: InputFormat;
  readonly method: string;
  /** True when the input did not name the method and GET was assumed. */
  readonly methodAssumed: boolean;
  readonly scheme: 'http' | 'https';
  /** True when the input did not name the scheme. */
  readonly schemeAssumed: boolean;
  /** Host with its port, as asked; undefined when the input does not tell it (a line of an access log). */
  readonly authority: string | undefined;
  /** `/path?query`, percent-encoding untouched. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Unix seconds at which it was sent, where the input tells that (HAR, an access log). */
  readonly time?: number;
  /** `user:password` of the URL as it was written: clients make Basic credentials of it. */
  readonly userinfo?: string;
  /** The URL stands in a command line without quotes, and holds an ampersand at which shells end the command. */
  readonly isCutByShell?: boolean;
  /** Only code or the settings of a client are known, which signs by itself what it sends. */
  readonly isSignedByClient?: boolean;
  /** That code signs with a token beside key and secret. */
  readonly isSignedWithToken?: boolean;
  /** The code is a script in a page of the site: the browser sends the cookies of who is logged in. */
  readonly isSentByPage?: boolean;
}

type InputFormat = 'url' | 'curl' | 'fetch' | 'http' | 'har' | 'access log' | 'code';

/** UTF-8 text as the bytes that go over the wire. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Bytes as text for a person; bytes that are no UTF-8 show as U+FFFD. */
export function toText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** `/path` of the target. */
export function pathOf({ target }: Pick<ReceivedRequest, 'target'>): string {
  return target.split('?', 1)[0] as string;
}

/** What stands behind the first question mark; empty where there is none. */
export function queryOf({ target }: Pick<ReceivedRequest, 'target'>): string {
  const mark = target.indexOf('?');
  return mark < 0 ? '' : target.slice(mark + 1);
}

/** The value of an OAuth parameter as it was sent, wherever it stands: in the query, in a header field, in the body. */
export function sentValue({ target, headers, body }: ReceivedRequest, name: string): string | undefined {
  return new RegExp(`${name}="?([^&",\\s]+)`).exec(`${target} ${headers.flat().join(' ')} ${body}`)?.[1];
}

export function firstHeaderOf(request: ReceivedRequest, name: string): string | undefined {
  return request.headers.find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1];
}

/** The header field that clients make of `user:password` (RFC 7617 section 2), a byte string. */
export function basicField(userAndPassword: string): string {
  return `Basic ${Buffer.from(userAndPassword, 'latin1').toString('base64')}`;
}

/**
 * The request with the Basic credentials that a client makes of what stands before the host in its URL (RFC 3986
 * section 3.2.1); a field of its own counts first.
 */
export function withUserinfo(request: ReceivedRequest, userinfo: string | undefined): ReceivedRequest {
  if (userinfo === undefined) return request;
  const headers: ReceivedRequest['headers'] =
    firstHeaderOf(request, 'authorization') === undefined
      ? [...request.headers, ['Authorization', basicField(percentDecode(userinfo))]]
      : request.headers;
  return { ...request, headers, userinfo };
}
