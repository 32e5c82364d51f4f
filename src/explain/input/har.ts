import type { Entry, Har } from 'har-format';
import { type SignedRequest, splitUrl, toBytes } from '../request.ts';

/** A HAR file or one entry of it. Of a file, the last entry that carries an OAuth signature is taken. */
export function readHar(text: string): SignedRequest | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: Partial<Har> & Partial<Entry>;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries = value.log?.entries ?? (value.request ? [value as Entry] : []);
  const signed = entries.filter(entry => JSON.stringify(entry.request).includes('oauth_signature'));
  const request = (signed.at(-1) ?? entries.at(-1))?.request;
  const url = request && splitUrl(toBytes(request.url));
  if (!request || !url) return undefined;
  const form = request.postData?.params
    ?.map(item => `${encodeURIComponent(item.name)}=${encodeURIComponent(item.value ?? '')}`)
    .join('&');
  return {
    source: 'har',
    method: request.method,
    methodAssumed: false,
    scheme: url.scheme,
    schemeAssumed: false,
    authority: url.authority,
    target: url.target,
    headers: request.headers.map(header => [header.name, toBytes(header.value)]),
    body: toBytes(request.postData?.text || form || ''),
  };
}
