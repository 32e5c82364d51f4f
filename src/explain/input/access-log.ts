import { splitUrl } from '../../client/http/split-url.ts';
import { isObject, jsonIn } from '../../files/json-text.ts';
import { answerWithText } from '../answers/answer.ts';
import type { ReceivedExchange } from '../exchange.ts';
import { basicField, type ReceivedRequest, toBytes } from '../request.ts';

/**
 * A line of an access log in the Common or Combined Log Format (Apache, Nginx), or in JSON. It holds neither the
 * header fields nor, mostly, the scheme and the host; some formats put the virtual host first. Of several lines the
 * last with a signature counts.
 */
export function readAccessLog(text: string): ReceivedRequest | undefined {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map(line => readLine(line.trim()))
    .filter(request => request !== undefined);
  return lines.findLast(request => request.target.includes('oauth_signature')) ?? lines.at(-1);
}

/** Each line of an access log with the status that it was answered with. */
export function readLogLines(text: string): readonly ReceivedExchange[] | undefined {
  const exchanges = text
    .trim()
    .split(/\r?\n/)
    .flatMap(line => {
      const request = readLine(line.trim());
      return request ? [{ request, ...answered(line) }] : [];
    });
  return exchanges.length > 0 ? exchanges : undefined;
}

function answered(line: string): Pick<ReceivedExchange, 'answer'> {
  const status =
    /" (\d{3})(?: |$)/.exec(line)?.[1] ??
    /^\d{4}-\d\d-\d\d .* (\d{3}) \d+ \d+ \d+$/.exec(line)?.[1] ??
    /"(?:status|status_code)"\s*:\s*"?(\d{3})/.exec(line)?.[1];
  if (status === undefined) return {};
  return { answer: answerWithText('', Number(status)) };
}

function readLine(text: string): ReceivedRequest | undefined {
  const line = toBytes(text);
  return line.startsWith('{') ? readJson(text) : (readCommon(line) ?? readW3c(line));
}

const requestLine = /^([A-Z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;

function readCommon(line: string): ReceivedRequest | undefined {
  const match = /"([A-Z]+ (?:[^"\\]|\\.)+ HTTP\/\d(?:\.\d)?)" \d{3}(?: |$)/.exec(line);
  const parts = requestLine.exec(unescaped(match?.[1] ?? ''));
  if (!match || !parts) return undefined;
  const virtualHost =
    /^((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*(?::\d+)?) (?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*) /i.exec(
      line,
    )?.[1];
  return logged(parts[1] as string, parts[2] as string, {
    scheme: virtualHost?.endsWith(':443') ? 'https' : virtualHost?.endsWith(':80') ? 'http' : undefined,
    host: virtualHost,
    time: timeOf(/\[([^\]]+)\]/.exec(line)?.[1]),
    user: /^(?:\S+ )?\S+ \S+ (\S+) \[/.exec(line)?.[1],
  });
}

/** A line of the W3C Extended Log File Format, with the fields that IIS writes unless told otherwise. */
function readW3c(line: string): ReceivedRequest | undefined {
  const [, date, method, stem, query, port] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?:\S+ )?([A-Z]+) (\/\S*) (\S+) (\d+) /.exec(line) ?? [];
  if (method === undefined || stem === undefined) return undefined;
  return logged(method, query === '-' ? stem : `${stem}?${query}`, {
    scheme: port === '443' ? 'https' : port === '80' ? 'http' : undefined,
    time: timeOf(`${date}Z`),
  });
}

/** Apache writes `\"` and `\xhh`, Nginx `\x22`. */
function unescaped(text: string): string {
  return text
    .replaceAll(/\\x([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(["\\])/g, '$1');
}

/** The names under which the log formats of Nginx, Apache, Caddy and Traefik, made JSON, hold what is needed. */
function readJson(text: string): ReceivedRequest | undefined {
  const line = jsonIn(text);
  if (!isObject(line)) return undefined;
  const inner = typeof line.request === 'object' && line.request !== null ? line.request : {};
  const fields = new Map(
    Object.entries({ ...line, ...inner }).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const field = (...names: readonly string[]): string | undefined => {
    const value = names.map(name => fields.get(name)).find(item => typeof item === 'string' && item !== '');
    return value === undefined ? undefined : toBytes(value as string);
  };
  const whole = requestLine.exec(field('request', 'request_line') ?? '');
  const method = whole?.[1] ?? field('request_method', 'method', 'requestmethod', 'verb', 'http_method');
  let target = whole?.[2] ?? field('request_uri', 'uri', 'requestpath', 'path', 'url');
  if (method === undefined || target === undefined) return undefined;
  const query = field('query_string', 'args', 'query');
  if (query !== undefined && !target.includes('?')) target += `?${query.replace(/^\?/, '')}`;
  const scheme = field('scheme', 'requestscheme', 'x_forwarded_proto')?.toLowerCase();
  return logged(method, target, {
    scheme: scheme === 'http' || scheme === 'https' ? scheme : undefined,
    host: field('host', 'http_host', 'requesthost', 'server_name', 'vhost'),
    time: timeOf(field('time', 'time_local', 'time_iso8601', 'timestamp', '@timestamp', 'starttime')),
  });
}

function logged(
  method: string,
  target: string,
  known: {
    scheme?: 'http' | 'https' | undefined;
    host?: string | undefined;
    time?: number | undefined;
    /** The user of Basic credentials, which servers log as they arrive. */
    user?: string | undefined;
  },
): ReceivedRequest {
  const absolute = splitUrl(target);
  return {
    source: 'access log',
    method,
    methodAssumed: false,
    scheme: absolute?.scheme ?? known.scheme ?? 'http',
    schemeAssumed: absolute === undefined && known.scheme === undefined,
    authority: absolute?.authority ?? known.host?.replace(/:(80|443)$/, ''),
    target: absolute?.target ?? target,
    headers: known.user?.startsWith('ck_') ? [['Authorization', basicField(`${known.user}:cs_...`)]] : [],
    body: '',
    ...(known.time !== undefined && { time: known.time }),
  };
}

/** Unix seconds of `21/Nov/2026:03:00:00 +0000` or of an ISO 8601 time. */
function timeOf(text: string | undefined): number | undefined {
  const common = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/.exec(text ?? '');
  const date = common ? `${common[1]} ${common[2]} ${common[3]} ${common[4]} ${common[5]}` : (text ?? '');
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}
