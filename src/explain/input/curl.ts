import { parse } from 'shell-quote';
import { type SignedRequest, splitUrl, toBytes } from '../request.ts';

/** curl's options that take a value and say nothing about the signature. */
const passedOver = new Set([
  '-o',
  '--output',
  '-u',
  '--user',
  '-A',
  '--user-agent',
  '-m',
  '--max-time',
  '--connect-timeout',
  '--cacert',
  '-E',
  '--cert',
  '--key',
  '-x',
  '--proxy',
  '--resolve',
  '-w',
  '--write-out',
  '-b',
  '--cookie',
  '-c',
  '--cookie-jar',
  '-e',
  '--referer',
  '--retry',
  '-T',
  '--upload-file',
]);

const dataOptions = new Set(['-d', '--data', '--data-ascii', '--data-binary', '--data-raw', '--json']);

/** A curl command line, as browsers and API tools copy it. Quoting is the shell's. */
export function readCurl(text: string): SignedRequest | undefined {
  if (!/^\s*(\$\s+)?curl(\.exe)?\s/.test(text)) return undefined;
  const joined = text.replace(/^\s*\$\s+/, '').replace(/\\\r?\n/g, ' ');
  // A `$` inside double quotes is kept as it stands: the command is read, not run.
  const words = parse(joined, name => `$${name}`).map(word => {
    if (typeof word === 'string') return word;
    if ('pattern' in word) return word.pattern;
    return 'op' in word ? word.op : '';
  });
  return build(words.slice(1).flatMap(splitFlags));
}

/** Flags without a value that may stand in front of another in one word: `-sSX`. */
function splitFlags(word: string): string[] {
  const match = /^-([sSkvLifgGIN#]+)([XHdAuobmTecwxE].*)?$/s.exec(word);
  if (!match || (match[1]?.length === 1 && match[2] === undefined)) return [word];
  const flags = [...(match[1] as string)].map(flag => `-${flag}`);
  return match[2] === undefined ? flags : [...flags, `-${match[2]}`];
}

function build(words: readonly string[]): SignedRequest | undefined {
  let method: string | undefined;
  let url: string | undefined;
  let asQuery = false;
  const headers: [string, string][] = [];
  const data: string[] = [];
  for (let i = 0; i < words.length; i++) {
    let option = words[i] as string;
    let value: string | undefined;
    const long = /^(--[a-z-]+)=(.*)$/s.exec(option);
    const short = /^(-[XHdAuobmTecwxE])(.+)$/s.exec(option);
    if (long) [option, value] = [long[1] as string, long[2]];
    else if (short && !option.startsWith('--')) [option, value] = [short[1] as string, short[2]];
    const take = (): string => value ?? (words[++i] as string | undefined) ?? '';
    if (option === '-X' || option === '--request') method = take();
    else if (option === '-H' || option === '--header') headers.push(headerField(take()));
    else if (option === '--url') url = take();
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (option === '-I' || option === '--head') method = 'HEAD';
    else if (option === '--data-urlencode') data.push(urlencoded(take()));
    else if (dataOptions.has(option)) data.push(toBytes(take()));
    else if (passedOver.has(option)) take();
    else if (!option.startsWith('-')) url ??= option;
  }
  const parts =
    url === undefined ? undefined : splitUrl(toBytes(/^https?:/i.test(url) ? url : `http://${url}`));
  if (!parts) return undefined;
  const body = asQuery ? '' : data.join('&');
  const joiner = parts.target.includes('?') ? '&' : '?';
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (body !== '' && !hasType) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return {
    source: 'curl',
    method: method ?? (body === '' ? 'GET' : 'POST'),
    methodAssumed: false,
    scheme: parts.scheme,
    schemeAssumed: !/^https?:/i.test(url as string),
    authority: parts.authority,
    target: asQuery && data.length > 0 ? parts.target + joiner + data.join('&') : parts.target,
    headers,
    body,
  };
}

function headerField(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon).trim(), toBytes(line.slice(colon + 1).trim())];
}

/** `--data-urlencode name=content`: the content is encoded, the name is not. */
function urlencoded(text: string): string {
  const equals = text.indexOf('=');
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  return name + encodeURIComponent(equals >= 0 ? text.slice(equals + 1) : text);
}
