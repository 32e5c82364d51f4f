import type { Entry, Har } from 'har-format';
import { splitUrl } from '../../client/http/split-url.ts';
import { type ReceivedRequest, toBytes } from '../request.ts';

/** A HAR file or one entry of it. Of a file, the last entry that carries an OAuth signature is taken. */
export function readHar(text: string): ReceivedRequest | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: Partial<Har> & Partial<Entry>;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const listed = value.log?.entries ?? (value.request ? [value as Entry] : []);
  // A line of a log has a member `request` too, but a text.
  const entries = listed.filter(entry => typeof entry.request?.url === 'string');
  const signed = entries.filter(entry => JSON.stringify(entry.request).includes('oauth_signature'));
  const entry = signed.at(-1) ?? entries.at(-1);
  const request = entry?.request;
  const url = request && splitUrl(toBytes(request.url));
  if (!request || !url) return undefined;
  const form = request.postData?.params
    ?.map(item => `${encodeURIComponent(item.name)}=${encodeURIComponent(item.value ?? '')}`)
    .join('&');
  const started = Date.parse(entry?.startedDateTime ?? '');
  return {
    source: 'har',
    method: request.method,
    methodAssumed: false,
    scheme: url.scheme,
    schemeAssumed: false,
    authority: url.authority,
    target: url.target,
    // HTTP/2 has the pseudo-header fields :method, :path … among the others.
    headers: (request.headers ?? [])
      .filter(header => !header.name.startsWith(':'))
      .map(header => [header.name, toBytes(header.value)]),
    body: toBytes(request.postData?.text || form || ''),
    ...(Number.isFinite(started) && { time: Math.floor(started / 1000) }),
  };
}
