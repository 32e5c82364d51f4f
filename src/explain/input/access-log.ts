import { type SignedRequest, splitUrl, toBytes } from '../request.ts';

/**
 * A line of an access log in the Common or Combined Log Format (Apache, Nginx). It holds neither the scheme nor
 * the host nor the header fields; some formats put the virtual host first.
 */
export function readAccessLog(text: string): SignedRequest | undefined {
  if (/\n/.test(text.trim())) return undefined;
  const line = toBytes(text.trim());
  const match = /"([A-Z]+) (\S+) HTTP\/\d(?:\.\d)?" \d{3} /.exec(line);
  if (!match) return undefined;
  const absolute = splitUrl(match[2] as string);
  const virtualHost = /^([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?) \d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3} /i.exec(
    line,
  )?.[1];
  return {
    source: 'access log',
    method: match[1] as string,
    methodAssumed: false,
    scheme: absolute?.scheme ?? (virtualHost?.endsWith(':443') ? 'https' : 'http'),
    schemeAssumed: !absolute,
    authority: absolute?.authority ?? virtualHost?.replace(/:(80|443)$/, ''),
    target: absolute?.target ?? (match[2] as string),
    headers: [],
    body: '',
  };
}
