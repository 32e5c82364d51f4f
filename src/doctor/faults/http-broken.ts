/** Answers that begin as HTTP/1.1, and break its rules. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { quote } from '../proof.ts';
import { networkFailure } from '../signs.ts';
import { isHttpAnswer } from './other-protocols.ts';

/** How undici and its parser end where the head of an answer is not to be read. */
const unread = /^(NOT_HTTP|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/;

export const httpBrokenFaults: readonly Fault[] = [
  {
    id: 'http-broken',
    layer: 'web-server',
    title: 'Answers break the rules of HTTP, and clients that keep to them refuse them',
    seen: '"Parse Error: Invalid header token", "Content-Length can’t be present with Transfer-Encoding", UND_ERR_RES_CONTENT_LENGTH_MISMATCH, Nginx’s "upstream sent invalid header": browsers may show the page all the same.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'not-http', difference: 'what comes does not begin as an answer of HTTP' },
      { id: 'head-too-large', difference: 'the head keeps to the rules, and is too long' },
      { id: 'body-cut', difference: 'the head of the answer is read, and its body ends early' },
    ],
    examine(evidence) {
      const ofApi = unreadApi(evidence);
      if (ofApi) return ofApi;
      const { protocol } = evidence;
      const reason = evidence.reading('A1')?.message;
      if (!unread.test(networkFailure(evidence) ?? '') || !protocol || !isHttpAnswer(protocol.greeting))
        return undefined;
      const broken = brokenRule(protocol.greeting);
      return {
        certainty: 'proven',
        ...(broken && { title: `Answers break the rules of HTTP: ${broken}` }),
        proof: [
          quote(
            evidence,
            'A1',
            reason === undefined ? 'its head was not read' : `the client says: ${reason}`,
          ),
          quote(evidence, 'A2', 'nor was that of the index'),
          `What came begins with ${JSON.stringify(protocol.greeting.slice(0, 15).trim())}, as an answer of HTTP.`,
        ],
        undecided:
          'Whether the web server, PHP or a proxy writes it: ask each by itself, past the one in front of it.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'what writes or changes header fields: header() in plugins, add_header, Header set, the proxy',
        lines: 'curl -sv --ignore-content-length --raw https://shop.example/ -o /dev/null 2>&1 | grep "^<"',
        check: 'Run the doctor again: A1 is answered.',
      },
    ],
    workaround:
      'None: clients that take such answers can be led to take those of others (RFC 9112, section 11.2).',
    sources: [
      'https://www.rfc-editor.org/rfc/rfc9112#section-6.3',
      'https://www.rfc-editor.org/rfc/rfc9110#section-5.1',
    ],
  },
];

/** The front page is read, and each answer of the API is not: what adds the wrong field is a rule for the API, or a plugin. */
function unreadApi(evidence: Evidence): Suspicion | undefined {
  const front = evidence.reading('A1');
  const ids = ['A2', 'A4'].filter(id => unread.test(evidence.reading(id)?.code ?? ''));
  if (front?.status === undefined || ids.length < 2) return undefined;
  return {
    certainty: 'proven',
    title: 'Answers of the API break the rules of HTTP, and the front page does not',
    proof: [
      quote(evidence, 'A1', 'the front page is read'),
      ...ids.map(id => quote(evidence, id, `the client says: ${evidence.reading(id)?.message}`)),
    ],
    undecided:
      'Whether the web server, PHP or a proxy writes it: ask each by itself, past the one in front of it.',
  };
}

/** Undefined where it is another rule than these, or stands further behind than was read. */
function brokenRule(answer: string): string | undefined {
  const [, early] = /^HTTP\/1\.\d (10[01])\b/.exec(answer) ?? [];
  if (early !== undefined) return `a status ${early} that nobody asked for`;
  const [head = ''] = answer.split('\r\n\r\n');
  const lines = head.split('\r\n').slice(1);
  const valuesOf = (name: string) =>
    lines.flatMap(line =>
      line.toLowerCase().startsWith(`${name}:`) ? line.slice(name.length + 1).trim() : [],
    );
  const lengths = valuesOf('content-length');
  if (new Set(lengths).size > 1) return 'two fields Content-Length that differ';
  if (lengths.some(length => !/^\d+$/.test(length))) return 'a Content-Length that is no number';
  if (lengths.length > 0 && valuesOf('transfer-encoding').length > 0)
    return 'Content-Length beside Transfer-Encoding';
  // The last line may have been cut.
  const odd = lines
    .slice(0, answer.includes('\r\n\r\n') ? undefined : -1)
    .find(line => !/^[!#$%&'*+.^_`|~\w-]+:/.test(line));
  return odd === undefined ? undefined : 'a line of the head that is no field';
}
