import { readAnswer } from '../answers/read-answer.ts';
import type { ReceivedExchange } from '../exchange.ts';
import type { ReceivedRequest } from '../request.ts';
import { readRawHttp } from './raw-http.ts';

/** What `curl -v` shows: lines of the request begin with `> `, of the answer with `< `, of curl itself with `* `. */
export function readVerboseCurl(text: string): readonly ReceivedExchange[] | undefined {
  if (!/^> [A-Za-z]+ \S+ HTTP\//m.test(text)) return undefined;
  const exchanges: { head: string[]; answer: string[]; scheme: 'http' | 'https' | undefined }[] = [];
  let isTls = false;
  let isConnected = false;
  let last = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\*\s+(?:Trying|Hostname)/.test(line)) {
      isTls = false;
      isConnected = true;
    } else if (/^\* .*(?:SSL connection using|TLSv?\d|ALPN|port 443\b|to this URL: 'https:)/.test(line))
      isTls = true;
    const current = exchanges.at(-1);
    if (/^> [A-Za-z]+ \S+ HTTP\//.test(line)) {
      exchanges.push({
        head: [line.slice(2)],
        answer: [],
        scheme: isTls || /HTTP\/[23]/.test(line) ? 'https' : isConnected ? 'http' : undefined,
      });
      last = '>';
    } else if (line.startsWith('>') && current && last === '>') current.head.push(line.slice(2));
    else if (/^<( |$)/.test(line) && current) {
      current.answer.push(line.slice(2));
      last = '<';
    } else if (current && last === '<' && !/^[*{}] /.test(line)) current.answer.push(line);
  }
  return exchanges.map(({ head, answer, scheme }) => {
    const read = readRawHttp(head.join('\n'));
    const answered = answer.length === 0 ? undefined : readAnswer(answer.join('\n'));
    return {
      ...(read && { request: withScheme(read, scheme) }),
      ...(answered && { answer: answered }),
    };
  });
}

function withScheme(request: ReceivedRequest, scheme: 'http' | 'https' | undefined): ReceivedRequest {
  if (scheme === undefined || !request.schemeAssumed) return request;
  return { ...request, scheme, schemeAssumed: false };
}
