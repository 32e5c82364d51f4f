import { splitUrl } from '../../client/http/split-url.ts';
import { type ReceivedRequest, toBytes } from '../request.ts';

/**
 * A raw HTTP request: the request line, header fields, an empty line, the body. Also what `curl -v` shows of it
 * (lines that begin with "> "), and the pseudo-header fields of HTTP/2 (RFC 9113 section 8.3.1).
 */
export function readRawHttp(text: string): ReceivedRequest | undefined {
  const bytes = fromPseudoHeaders(fromVerboseCurl(toBytes(text)));
  const line = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?\r?\n/.exec(`${bytes}\n`);
  if (!line || !/^[A-Za-z]+ \S+ HTTP\/\d/.test(bytes)) return undefined;
  const rest = bytes.slice(line[0].length);
  const end = /(?:^|\r?\n)\r?\n/.exec(rest);
  const head = end ? rest.slice(0, end.index) : rest;
  const headers = head
    // RFC 9112 section 5.2: a line that begins with white space continues the field before it.
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter(field => field.includes(':'))
    .map(field => {
      const colon = field.indexOf(':', 1);
      return [field.slice(0, colon).trim(), field.slice(colon + 1).trim()] as const;
    });
  const absolute = splitUrl(line[2] as string);
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  return {
    source: 'http',
    method: line[1] as string,
    methodAssumed: false,
    scheme: absolute?.scheme ?? 'http',
    schemeAssumed: absolute === undefined,
    // RFC 9112 section 3.2.2: the absolute form counts, Host is passed over.
    authority: absolute?.authority ?? host,
    target: absolute?.target ?? (line[2] as string),
    headers,
    body: end ? rest.slice(end.index + end[0].length) : '',
  };
}

function fromVerboseCurl(text: string): string {
  if (!/^> [A-Za-z]+ \S+ HTTP\//m.test(text)) return text;
  return text
    .split(/\r?\n/)
    .filter(line => /^>( |$)/.test(line))
    .map(line => line.slice(2))
    .join('\n');
}

/** `:method: GET`, or `[:method: GET]` as curl and nghttp show it. */
function fromPseudoHeaders(text: string): string {
  const field = (name: string): string | undefined =>
    new RegExp(`^\\W*:${name}:?[ \\t]*(\\S+?)\\]?\\r?$`, 'm').exec(text)?.[1];
  const [method, path] = [field('method'), field('path')];
  if (method === undefined || path === undefined) return text;
  const [scheme, authority] = [field('scheme'), field('authority')];
  const target = scheme && authority && path.startsWith('/') ? `${scheme}://${authority}${path}` : path;
  const host = authority === undefined ? '' : `Host: ${authority}\n`;
  const others = text
    .split(/(?<=\n)/)
    .filter(line => !/^\W*:(method|path|scheme|authority)\b/.test(line))
    .join('');
  return `${method} ${target} HTTP/2\n${host}${others}`;
}
