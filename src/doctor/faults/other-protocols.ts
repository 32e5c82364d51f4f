/** Ports that speak something else than HTTP/1.1. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { networkFailure } from '../signs.ts';

/** How services begin that speak before they are asked. */
const services: readonly (readonly [beginning: RegExp, name: string])[] = [
  [/^SSH-/, 'SSH'],
  [/^220[ -].*\b(E?SMTP|mail|Postfix|Exim|Sendmail)\b/i, 'a mail server (SMTP)'],
  [/^220[ -]/, 'FTP or a mail server'],
  [/^\* OK\b/, 'a mail server (IMAP)'],
  [/^\+OK\b/, 'a mail server (POP3)'],
  [/^.{3}\0\n[\d.]+|mysql|mariadb/is, 'a database (MySQL, MariaDB)'],
  [/^[-+](ERR|PONG|NOAUTH)/, 'Redis'],
];

/** An HTTP/1 answer that came all the same says that the connection failed, and not the protocol. */
export const isHttpAnswer = (greeting: string): boolean => /^HTTP\/1\.[01] \d{3}/.test(greeting);

function shown(greeting: string): string {
  const text = greeting
    .slice(0, 60)
    .replaceAll(/[^ -~]+/g, ' ')
    .trim();
  return text === '' ? `${greeting.length} bytes that are no text` : JSON.stringify(text);
}

export const otherProtocolsFaults: readonly Fault[] = [
  {
    id: 'not-http',
    layer: 'client',
    title: 'What answers at this port is no web server',
    seen: 'HPE_INVALID_CONSTANT, "Parse Error: Expected HTTP/", "Received HTTP/0.9 when not allowed": the port is that of SSH, of a mail server, of a database.',
    level: 'fault',
    probes: ['A1', 'A2'],
    lookAlikes: [
      { id: 'plain-http-at-tls-port', difference: 'a TLS handshake at the same port succeeds' },
      { id: 'http2-only', difference: 'what comes are frames of HTTP/2' },
      { id: 'connection-reset', difference: 'nothing comes at all' },
    ],
    examine(evidence) {
      const { protocol } = evidence;
      if (networkFailure(evidence) === undefined || protocol === undefined || protocol.isHttp2)
        return undefined;
      if (protocol.greeting === '' || isHttpAnswer(protocol.greeting) || isTlsAlert(evidence))
        return undefined;
      const name = services.find(([beginning]) => beginning.test(protocol.greeting))?.[1];
      return {
        certainty: name !== undefined || protocol.isUnasked ? 'proven' : 'likely',
        ...(name !== undefined && { title: `What answers at this port is no web server: ${name}` }),
        proof: [
          quote(evidence, 'A1', 'no answer of HTTP'),
          protocol.isUnasked
            ? `Before anything was asked came ${shown(protocol.greeting)}: a web server waits for the request.`
            : `What came begins with ${shown(protocol.greeting)}, and not with HTTP/1.1.`,
        ],
        ...(name === undefined &&
          !protocol.isUnasked && {
            undecided: 'A web server whose answers are damaged on their way looks the same.',
          }),
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the port of the web server: none in the URL is 443 with https://, 80 with http://',
        check: 'curl -sI with that URL prints HTTP/ and a status.',
      },
    ],
    workaround: 'None is needed: ask the port of the web server.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9112#section-4'],
  },
  {
    id: 'http2-only',
    layer: 'web-server',
    title: 'The server speaks HTTP/2 alone, and most clients of the API HTTP/1.1',
    seen: 'Browsers and curl are answered; Python, Ruby, axios and PHP’s streams see the connection end.',
    level: 'fault',
    probes: ['A1', 'A2'],
    lookAlikes: [
      { id: 'connection-reset', difference: 'HTTP/2 is not agreed on in the handshake' },
      { id: 'not-http', difference: 'what comes is of another protocol' },
    ],
    examine(evidence) {
      if (networkFailure(evidence) === undefined || !evidence.protocol?.isHttp2) return undefined;
      // To another name it gave an answer of HTTP/1.1 (A1-browser).
      if (evidence.all.some(({ reading }) => reading.status !== undefined)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A1', 'HTTP/1.1 is not answered'),
          evidence.known.site.startsWith('https:')
            ? 'A handshake that offers h2 alone agrees on it.'
            : 'A frame of HTTP/2 (SETTINGS) came in its place.',
        ],
      };
    },
    fixes: [
      {
        server: 'HAProxy',
        where: 'the bind line of the frontend',
        lines: 'alpn h2,http/1.1',
        insteadOf: 'alpn h2 proto h2',
        check: 'curl --http1.1 -sI https://shop.example/ prints HTTP/1.1 and a status.',
      },
    ],
    workaround: 'A client that speaks HTTP/2: curl, PHP with curl, HTTPX with http2=True.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9113#section-3.2'],
  },
];

export const headTooLargeFaults: readonly Fault[] = [
  {
    id: 'head-too-large',
    layer: 'proxy',
    title: 'The header fields of answers are longer than clients take',
    seen: '“Header overflow”, UND_ERR_HEADERS_OVERFLOW, HPE_HEADER_OVERFLOW: cookies, policies or debugging fields grow beyond 16 kB, which is what Node takes.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'body-cut', difference: 'the head of the answer comes, and its body does not' },
      { id: 'not-http', difference: 'what comes does not begin as an answer of HTTP' },
    ],
    examine(evidence) {
      const long = evidence.all.filter(({ reading }) =>
        /^(UND_ERR|HPE)_HEADERS?_OVERFLOW$/.test(reading.code ?? ''),
      );
      const [first] = long;
      if (first === undefined) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, first.probe.id, first.reading.message ?? 'its head is too long'),
          `${long.length} of ${evidence.all.length} answers are so.`,
        ],
        undecided: 'Which field it is: curl -sI prints them.',
      };
    },
    fixes: [
      {
        server: 'any',
        where:
          'what adds fields to answers: debugging, Link, Set-Cookie, policies; the proxy and the plugins',
        lines:
          "curl -sI https://shop.example/wp-json/ | awk '{ print length($0), substr($0, 1, 60) }' | sort -rn | head",
        check: 'Run the doctor again: A2 is answered.',
      },
    ],
    workaround: 'A client that takes longer heads: curl, node --max-http-header-size=65536.',
    sources: ['https://nodejs.org/api/cli.html#--max-http-header-sizesize'],
  },
];

/** TLS answers plain HTTP with an alert; that the port speaks TLS is told as that. */
function isTlsAlert({ certificate, protocol }: Evidence): boolean {
  return certificate !== undefined || protocol?.greeting.startsWith('\x15\x03') === true;
}
