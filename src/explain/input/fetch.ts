import { splitUrl } from '../../client/http/split-url.ts';
import { type ReceivedRequest, toBytes } from '../request.ts';

/** A call of fetch(), as browsers copy it: the URL and, in JSON, its options. */
export function readFetch(text: string): ReceivedRequest | undefined {
  const match =
    /^\s*(?:await\s+)?fetch\(\s*("(?:[^"\\]|\\.)*"|'[^'\\]*')\s*(?:,\s*(\{[\s\S]*\}))?\s*\);?\s*$/.exec(text);
  if (!match) return undefined;
  let address: string;
  let options: { method?: string; headers?: Record<string, string>; body?: string | null };
  try {
    address = (match[1] as string).startsWith("'")
      ? (match[1] as string).slice(1, -1)
      : JSON.parse(match[1] as string);
    options = JSON.parse(match[2] ?? '{}');
  } catch {
    return undefined;
  }
  const url = splitUrl(toBytes(address));
  if (!url) return undefined;
  return {
    source: 'fetch',
    method: options.method ?? 'GET',
    methodAssumed: false,
    scheme: url.scheme,
    schemeAssumed: false,
    authority: url.authority,
    target: url.target,
    headers: Object.entries(options.headers ?? {}).map(([name, value]) => [name, toBytes(String(value))]),
    body: toBytes(options.body ?? ''),
  };
}
