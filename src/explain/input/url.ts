import { type SignedRequest, splitUrl, toBytes } from '../request.ts';

/** A URL with `oauth_…` parameters in its query. The method is GET unless the caller knows better. */
export function readUrl(text: string): SignedRequest | undefined {
  if (/\s/.test(text)) return undefined;
  const url = splitUrl(toBytes(text));
  if (!url) return undefined;
  return {
    source: 'url',
    method: 'GET',
    methodAssumed: true,
    scheme: url.scheme,
    schemeAssumed: false,
    authority: url.authority,
    target: url.target,
    headers: [],
    body: '',
  };
}
