import assert from 'node:assert/strict';
import { type Answer, firstHeader, type Message } from '../../mocks/message.ts';
import { reasonPhrase } from '../../mocks/web-server/reasons.ts';
import type { Row } from './requests.ts';

/** The message that these bytes are, taken apart as RFC 9112 has it: fields folded on, blanks around values gone. */
export function messageOf(bytes: string, host = 'shop.test'): Message {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const [, method, target, version] = /^(\S+) (.*) HTTP\/(\d\.\d)$/.exec(first) as unknown as string[];
  const headers = lines.flatMap(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
  });
  const sent = Buffer.from(bytes.slice(end + 4), 'latin1');
  const isChunked = firstHeader(headers, 'Transfer-Encoding') !== undefined;
  const body = isChunked ? Buffer.from('ab') : sent;
  return { method, target, version, scheme: 'http', host, headers, body } as Message;
}

/** Whether a script has answered: Apache's own pages are in another character set, and some answers have no page. */
function isFromScript(answer: Answer): boolean {
  return /charset=UTF-8/i.test(firstHeader(answer.headers, 'Content-Type') ?? '');
}

/** Compares an answer with what the table says of its request. */
export function assertAnswer(answer: Answer, { answer: expected, bytes }: Row): void {
  const body = Buffer.from(answer.body).toString('latin1');
  if (expected === 'script') {
    assert.ok(isFromScript(answer), `${answer.status} ${answer.headers.join(' ')} ${body.slice(0, 400)}`);
    return;
  }
  assert.equal(answer.status, expected.status, body.slice(0, 400));
  assert.equal(firstHeader(answer.headers, 'Allow'), expected.allow);
  assert.equal(body, bytes.startsWith('HEAD ') ? '' : page(expected.status, expected.html ?? ''));
}

function page(status: number, html: string): string {
  if (html === '') return '';
  const reason = reasonPhrase(status);
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head>
<title>${status} ${reason}</title>
</head><body>
<h1>${reason}</h1>
${html}
</body></html>
`;
}

/** What came over a socket as an answer. A `100 Continue` before it is left out. */
export function answerOf(received: string): Answer {
  const whole = received.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const end = whole.indexOf('\r\n\r\n');
  const [first = '', ...lines] = whole.slice(0, end).split('\r\n');
  const headers = lines.flatMap(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  return { status, headers, body: Buffer.from(whole.slice(end + 4), 'latin1') };
}
