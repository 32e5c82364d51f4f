import { splitUrl } from '../../client/http/split-url.ts';
import { basicField, type ReceivedRequest, toBytes, withUserinfo } from '../request.ts';
import { isCutAtAmpersand, shellWords } from './shell-words.ts';

/** curl's and wget's options that take a value and say nothing about the signature. */
const passedOver = new Set(
  `-o --output -A --user-agent -m --max-time --connect-timeout --cacert --capath -E --cert --key -x --proxy
  --resolve --connect-to -w --write-out -c --cookie-jar -e --referer --retry --retry-delay -T --upload-file
  --ciphers --interface --max-redirs --proxy-user --pass --trace --trace-ascii --stderr -D --dump-header -K --config
  --limit-rate -y -Y -z --tls-max --unix-socket --aws-sigv4 -r --range -C --continue-at -t --tries
  --timeout -O --output-document`.split(/\s+/),
);

/** `-O` of curl takes no value, that of wget does. */
const withoutValueInCurl = new Set(['-O', '-t']);

const dataOptions = new Set([
  '-d',
  '--data',
  '--data-ascii',
  '--data-binary',
  '--data-raw',
  '--json',
  '--post-data',
  '--body-data',
]);

const command =
  /^\s*(?:[^\n'"]{0,500}(?:;|&&|\|\|)\s*)?(?:[$#%>]\s+|PS [^>]*>\s*)?(?:\w+=\S+\s+)*(?:\S*[/\\])?(curl|wget)(?:\.exe)?\s(?!error\b)/i;

/** A curl (or wget) command line, as browsers and API tools copy it. Quoting is the shell's: sh, cmd or PowerShell. */
export function readCurl(text: string): ReceivedRequest | undefined {
  const start = command.exec(text);
  if (!start) return undefined;
  const commandLine = text.slice(start[0].length);
  const words = shellWords(commandLine);
  const request = build(words.flatMap(splitFlags), start[1]?.toLowerCase() === 'wget');
  return request && isCutAtAmpersand(commandLine) ? { ...request, isCutByShell: true } : request;
}

/** The last curl command of a text, and what stands behind it: mostly what it printed. */
export function readCurlCommand(text: string): { request: ReceivedRequest; rest: string } | undefined {
  const lines = text.split(/\r?\n/);
  const at = lines.findLastIndex(line => command.test(`${line} `));
  if (at < 0) return undefined;
  let end = at + 1;
  while (end < lines.length && isOpen(lines.slice(at, end).join('\n'))) end++;
  const request = readCurl(lines.slice(at, end).join('\n'));
  return request && { request, rest: [...lines.slice(0, at), ...lines.slice(end)].join('\n') };
}

/** A command that goes on: its line ends with a mark for that, or a quote is still open. */
function isOpen(text: string): boolean {
  if (/[\\^`]\s*$/.test(text)) return true;
  const bare = text.replaceAll(/\\./g, '');
  return (
    [...bare.replaceAll(/"[^"]*"/g, '')].filter(mark => mark === "'").length % 2 === 1 ||
    [...bare.replaceAll(/'[^']*'/g, '')].filter(mark => mark === '"').length % 2 === 1
  );
}

/** Flags without a value that may stand in front of another in one word: `-sSX`. */
function splitFlags(word: string): string[] {
  const match = /^-([sSkvLifgGIN#]+)([XHdFAuobmTecwxE].*)?$/s.exec(word);
  if (!match || (match[1]?.length === 1 && match[2] === undefined)) return [word];
  const flags = [...(match[1] as string)].map(flag => `-${flag}`);
  return match[2] === undefined ? flags : [...flags, `-${match[2]}`];
}

function build(words: readonly string[], wget: boolean): ReceivedRequest | undefined {
  let method: string | undefined;
  let url: string | undefined;
  let asQuery = false;
  let json = false;
  let hasData = false;
  let isDigest = false;
  let user: string | undefined;
  let password: string | undefined;
  const headers: [string, string][] = [];
  const data: string[] = [];
  const parts: string[] = [];
  for (let i = 0; i < words.length; i++) {
    let option = words[i] as string;
    let value: string | undefined;
    const long = /^(--[a-z-]+[0-9]*)=(.*)$/s.exec(option);
    const short = /^(-[XHdFAuobmTecwxE])(.+)$/s.exec(option);
    if (long) [option, value] = [long[1] as string, long[2]];
    else if (short && !option.startsWith('--')) [option, value] = [short[1] as string, short[2]];
    const take = (): string => value ?? (words[++i] as string | undefined) ?? '';
    if (option === '-X' || option === '--request' || option === '--method') method = take();
    else if (option === '-H' || option === '--header') headers.push(headerField(take()));
    else if (option === '--url') url = take();
    else if (option === '-u' || (option === '--user' && !wget))
      headers.push(['Authorization', basicField(toBytes(take()))]);
    else if (option === '--user' || option === '--http-user') user = take();
    else if (option === '--password' || option === '--http-password') password = take();
    else if (option === '--oauth2-bearer') headers.push(['Authorization', `Bearer ${take()}`]);
    else if (option === '--digest') isDigest = true;
    else if (option === '-b' || option === '--cookie') headers.push(['Cookie', toBytes(take())]);
    else if (option === '--url-query') {
      asQuery ||= data.length === 0;
      data.push(urlencoded(take()));
    } else if (option === '-G' || option === '--get') asQuery = true;
    else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (option === '--data-urlencode') data.push(urlencoded(take()));
    else if (option === '-F' || option === '--form' || option === '--form-string') parts.push(take());
    else if (dataOptions.has(option)) {
      json ||= option === '--json';
      const content = toBytes(take());
      hasData = true;
      // A file is not read: a JSON body is not signed.
      if (option === '--data-raw' || !content.startsWith('@')) data.push(content);
    } else if (passedOver.has(option) && (wget || !withoutValueInCurl.has(option))) take();
    else if (!option.startsWith('-')) url ??= option;
  }
  // Prose that begins with the word: "cURL error 60: …".
  if (url !== undefined && !/[.:/]|^localhost/.test(url)) return undefined;
  const address =
    url === undefined ? undefined : splitUrl(toBytes(/^https?:/i.test(url) ? url : `http://${url}`));
  if (!address) return undefined;
  const { body, type } = bodyOf(asQuery ? [] : data, json, parts);
  const joiner = address.target.includes('?') ? '&' : '?';
  if (user !== undefined) headers.push(['Authorization', basicField(toBytes(`${user}:${password ?? ''}`))]);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (type !== undefined && !hasType) headers.push(['Content-Type', type]);
  const request: ReceivedRequest = {
    source: 'curl',
    method: method ?? (body === '' && (asQuery || !hasData) ? 'GET' : 'POST'),
    methodAssumed: false,
    scheme: address.scheme,
    schemeAssumed: !/^https?:/i.test(url as string),
    authority: address.authority,
    target: asQuery && data.length > 0 ? address.target + joiner + data.join('&') : address.target,
    headers: isDigest ? headers.map(asDigest) : headers,
    body,
  };
  return withUserinfo(request, address.userinfo);
}

/** What curl sends in its second request, once a server has asked for Digest (RFC 7616). */
const asDigest = ([name, value]: [string, string]): [string, string] =>
  /^Basic /.test(value) ? [name, 'Digest username="…"'] : [name, value];

const boundary = '----latchkey';

function bodyOf(
  data: readonly string[],
  json: boolean,
  parts: readonly string[],
): { body: string; type: string | undefined } {
  if (parts.length > 0) return { body: multipart(parts), type: `multipart/form-data; boundary=${boundary}` };
  const body = data.join(json ? '' : '&');
  if (body === '') return { body, type: undefined };
  return { body, type: json ? 'application/json' : 'application/x-www-form-urlencoded' };
}

/** `-F name=content`. A file is left empty: its content is not signed. */
function multipart(parts: readonly string[]): string {
  const written = parts.map(part => {
    const [, name = '', content = ''] = /^([^=]*)=([\s\S]*)$/.exec(toBytes(part)) ?? [];
    const isFile = /^[@<]/.test(content);
    const file = isFile ? '; filename="file"' : '';
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${isFile ? '' : content}\r\n`;
  });
  return `${written.join('')}--${boundary}--\r\n`;
}

function headerField(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon).trim(), toBytes(line.slice(colon + 1).trim())];
}

/** `--data-urlencode name=content`: the content is encoded as curl does, the name is not. */
function urlencoded(text: string): string {
  const equals = text.indexOf('=');
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  return name + rfc3986(equals >= 0 ? text.slice(equals + 1) : text);
}

const rfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
