import { type SignedRequest, splitUrl, toBytes } from '../request.ts';

/** A raw HTTP/1.1 request: the request line, header fields, an empty line, the body. */
export function readRawHttp(text: string): SignedRequest | undefined {
  const bytes = toBytes(text);
  const line = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?\r?\n/.exec(`${bytes}\n`);
  if (!line || !/^[A-Za-z]+ \S+ HTTP\/\d/.test(bytes)) return undefined;
  const rest = bytes.slice(line[0].length);
  const end = /\r?\n\r?\n/.exec(rest);
  const head = end ? rest.slice(0, end.index) : rest;
  const headers = head
    .split(/\r?\n/)
    .filter(field => field.includes(':'))
    .map(field => {
      const colon = field.indexOf(':');
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
    authority: host ?? absolute?.authority,
    target: absolute?.target ?? (line[2] as string),
    headers,
    body: end ? rest.slice(end.index + end[0].length) : '',
  };
}
