/** A reverse proxy or balancer that spoils answers on their way back. */
import { isObject } from '../../files/json-text.ts';
import { isHeldUpByOthers, isSameAnswer } from '../chance.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { asksForFewer, isRefusingStatus } from '../limits.ts';
import { hiddenAddresses, holdsAddresses } from '../mail-addresses.ts';
import { quote, quoteAll } from '../proof.ts';
import { inWords, isTimeOut, type Reading } from '../reading.ts';
import { securityPluginOf } from '../security-plugins.ts';
import {
  areCutShort,
  cacheMark,
  isBrokenJson,
  isDataForNobody,
  isNonceRefused,
  isPacked,
  isWide,
} from '../signs.ts';
import { isWordPressFrontPage } from '../wordpress-proof.ts';

function addressesTakenOut(evidence: Evidence): Suspicion | undefined {
  const ids = hiddenAddresses(evidence);
  if (ids.length === 0) return undefined;
  return {
    certainty: 'proven',
    isOfPart: true,
    title: 'E-mail addresses are taken out of the JSON on their way',
    proof: quoteAll(evidence, ids, 'what it calls an e-mail address has no @'),
    undecided:
      'A server in front that hides addresses from spammers does this, and so does a plugin: its settings tell.',
  };
}

/** The rest of a body was waited for in vain, on a connection that stayed open. */
function endless(evidence: Evidence): Suspicion | undefined {
  const late = evidence.all.filter(({ reading }) => isTimeOut(reading));
  const [first] = late;
  const cut = first?.exchange.failure?.cut;
  if (!first || !cut || !areCutShort(late)) return undefined;
  return {
    certainty: 'likely',
    title: 'Answers are shorter than they say, and do not end',
    proof: [
      quote(
        evidence,
        first.probe.id,
        `${cut.received} of ${cut.promised} bytes came, those that its Content-Length promised`,
      ),
      `${late.length} of ${evidence.all.length} answers are so.`,
    ],
    undecided: 'A body that is cut and one whose rest comes later look the same until it comes.',
  };
}

export const proxyAnswersFaults: readonly Fault[] = [
  simulated('body-cut', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'connection-reset', difference: 'not even the status line comes' }],
    examine(evidence) {
      const cut = evidence.all.filter(
        ({ reading }) => reading.said === 'no answer' && reading.status !== undefined && !isTimeOut(reading),
      );
      const first = cut[0];
      if (!first) return endless(evidence);
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, first.probe.id, 'the head of the answer came, its body did not'),
          `${cut.length} of ${evidence.all.length} answers are so.`,
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where:
          'the location that passes to PHP-FPM or another server: its temporary files could not be written',
        lines:
          'fastcgi_buffers 16 64k;\nfastcgi_max_temp_file_size 0;\nproxy_buffers 16 64k;\nproxy_max_temp_file_size 0;',
        check:
          'nginx -t && nginx -s reload; the error log no longer says "Permission denied" for its temporary folder.',
        notTried: true,
      },
      {
        server: 'HAProxy',
        where: 'defaults',
        lines: 'timeout server 60s',
        check: 'Run the doctor again: A2 is answered whole.',
        notTried: true,
      },
      {
        server: 'any',
        where: 'PHP: it may have died while it printed',
        lines: 'memory_limit = 256M\nmax_execution_time = 60',
        check: 'The log of PHP no longer tells a fatal error.',
      },
    ],
    workaround: 'Ask for less at once: _fields=id,status and a smaller per_page.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_fastcgi_module.html#fastcgi_max_temp_file_size'],
  }),
  {
    id: 'json-damaged',
    layer: 'proxy',
    title: 'The JSON of answers is changed or cut on its way',
    seen: 'Clients say "unexpected token" or "unterminated string": what comes is called JSON and begins so, and cannot be read.',
    level: 'fault',
    probes: ['A2', 'A4', 'B5', 'B11-customers', 'B11-orders'],
    lookAlikes: [
      { id: 'dirty-body', difference: 'the JSON is whole, and something stands beside it' },
      { id: 'html-200', difference: 'a page comes' },
      { id: 'gzip-damaged', difference: 'the body says that it is compressed' },
    ],
    examine(evidence) {
      const wrapped = indexInside(evidence);
      if (wrapped) return wrapped;
      const broken = evidence.all.filter(({ reading }) => isBrokenJson(reading));
      const [first] = broken;
      if (first === undefined) return addressesTakenOut(evidence);
      const { text } = first.reading;
      // One that is packed may be the one that was asked for so.
      const isSilent = isPacked(first.reading);
      if (!isSilent && broken.length < 2 && evidence.repeats(first.probe.id).length === 0) return undefined;
      const isOwn = evidence.provenBy !== undefined || isWordPressFrontPage(evidence.reading('A1'));
      if (!isOwn && !isSilent && !/namespace|woocommerce|rest_/.test(text)) return undefined;
      return {
        certainty: 'proven',
        ...(isWide(first.reading) && {
          title: 'JSON comes in another encoding than UTF-8',
          layer: 'php' as const,
        }),
        ...(isSilent && { title: 'Answers are compressed, and do not say so', layer: 'php' as const }),
        proof: [
          quote(
            evidence,
            first.probe.id,
            isSilent
              ? 'its body is gzip, without a Content-Encoding'
              : holdsAddresses(first.probe.id)
                ? 'what stands in it is a customer’s, and is not shown'
                : `it begins ${JSON.stringify(text.trim().slice(0, 40))} and ends ${JSON.stringify(text.trim().slice(-20))}`,
          ),
          `${broken.length} of ${evidence.all.length} answers are so.`,
        ],
        undecided:
          'A filter that replaces words in answers and a Content-Length that is too small both do this; a plugin that prints its own JSON, or packs it, may too.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location: words are replaced in pages alone, and JSON is no page',
        lines: 'sub_filter_types text/html;',
        insteadOf: 'sub_filter_types application/json;',
        check:
          'nginx -t && nginx -s reload. Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
      },
      {
        server: 'Apache',
        where: 'the virtual host: words are replaced in pages alone',
        lines: 'AddOutputFilterByType SUBSTITUTE text/html',
        insteadOf: 'SetOutputFilter SUBSTITUTE',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
      },
    ],
    workaround: 'None: what is missing cannot be read.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_sub_module.html#sub_filter_types'],
  },
  {
    id: 'answers-vary',
    layer: 'proxy',
    title: 'The same request is answered now so, now so',
    seen: 'A client works for hours and is refused for a while: two servers behind a balancer are set up differently, or a firewall counts.',
    level: 'fault',
    probes: ['A4', 'A5', 'A6', 'A10a', 'A10b', 'B5', 'B6'],
    lookAlikes: [
      { id: 'cache', difference: 'a cache marks its answers, and gives the same one again' },
      { id: 'rate-limit', difference: '429, or 503 with Retry-After' },
    ],
    examine(evidence) {
      // That a cache gives its answers to others is told by its own fault, and so is a ban that has begun.
      if (isDataForNobody(evidence) || evidence.stop) return undefined;
      // A firewall that goes by what a request holds gives the same request the same answer.
      if (evidence.byContent) return undefined;
      // Other applications repeat in their answers what was asked, down to what differs in each request.
      if (evidence.provenBy === undefined && !isWordPressFrontPage(evidence.reading('A1'))) return undefined;
      return differingPair(evidence) ?? varyingRepeat(evidence);
    },
    fixes: [
      {
        server: 'any',
        where: 'the servers behind the balancer',
        lines:
          'the same configuration and the same release on each; the doctor run against each by its own address',
        check: 'Run the doctor several times: it says the same each time.',
      },
    ],
    workaround: 'None that is sure; a client may try once more with a new nonce.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/16990'],
  },
  {
    id: 'stopped-answering',
    layer: 'web-server',
    title: 'The store stopped answering while it was asked',
    seen: 'The first requests are answered; from one on all fail alike, those that had been answered too, and some seconds later still: a server has died or was taken away, an update has begun, or an address is dropped for the number of its requests.',
    level: 'fault',
    probes: ['A4'],
    lookAlikes: [
      { id: 'rate-limit', difference: 'slower requests pass, or a page refuses with 403' },
      { id: 'answers-vary', difference: 'the same request passes now and again' },
      { id: 'bad-gateway', difference: 'nothing was answered from the start' },
    ],
    examine({ stop }) {
      if (!stop || isRefusingStatus(stop.reading) || securityPluginOf(stop.reading)) return undefined;
      const { probe, reading, answered } = stop;
      // Requests with the key that hang may hold all processes of PHP, so that nobody else is answered either.
      const isOfKey = probe.startsWith('B') && isTimeOut(reading);
      return {
        certainty: isOfKey ? 'likely' : 'proven',
        proof: [
          `${probe} ${reading.status === undefined ? 'got' : 'was answered'} ${inWords(reading)}: ${answered} requests were answered before or beside it.`,
          'The list without credentials, which had been answered, failed then as well, and five seconds later too.',
          'The doctor stopped there, so what follows is not all that can be known.',
        ],
        undecided: isOfKey
          ? 'It began with requests that carry the key: what hangs for its user alone (a plugin, a large query) and holds all processes of PHP looks the same. Run the doctor without the key, some minutes later.'
          : 'A server that has died and an address that is dropped for the number of its requests look the same from one place: open the front page from another network.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'on the server, at the time of the requests',
        lines:
          'systemctl status nginx apache2 php*-fpm mariadb\njournalctl -k | grep -i "out of memory"\nfail2ban-client status',
        check: 'Run the doctor again: it is answered to the end.',
      },
    ],
    workaround: 'Ask again later, and more slowly.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6'],
  },
  simulated('connection-close', {
    level: 'information',
    probes: ['A2', 'A4'],
    lookAlikes: [{ id: 'connection-reset', difference: 'no answer comes' }],
    examine(evidence) {
      const closing = evidence.all.filter(({ reading }) =>
        /\bclose\b/i.test(reading.header('connection') ?? ''),
      );
      if (closing.length < 3 || closing.length < evidence.all.length / 2) return undefined;
      const via = evidence.reading('A2')?.header('via');
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A2', `Connection: close${via === undefined ? '' : `, Via: ${via}`}`),
          `${closing.length} of ${evidence.all.length} answers are so.`,
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the server or the location towards the client',
        lines: 'keepalive_timeout 65;',
        insteadOf: 'keepalive_timeout 0;',
        check: 'curl -sI https://shop.example/wp-json/ shows no Connection: close.',
      },
      {
        server: 'Apache',
        where: 'apache2.conf',
        lines: 'KeepAlive On',
        insteadOf: 'KeepAlive Off',
        check: 'curl -sI https://shop.example/wp-json/ shows no Connection: close.',
      },
    ],
    workaround: 'Try a request that ended with ECONNRESET once more, with a new nonce.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9112#section-9.6'],
  }),
];

const undecided =
  'What the two answers have in common with which server cannot be seen from outside; other findings here may hold for one of the servers alone.';

/** One URL is asked twice in every sweep. */
function differingPair(evidence: Evidence): Suspicion | undefined {
  const [first, second] = [kindOf(evidence, 'A10a'), kindOf(evidence, 'A10b')];
  if (first === undefined || second === undefined || first === second) return undefined;
  return {
    certainty: 'proven',
    proof: [quote(evidence, 'A10a', 'the first time'), quote(evidence, 'A10b', 'the same request once more')],
    undecided,
  };
}

const disliked =
  'A firewall that dislikes a nonce or a signature now and again looks the same: its audit log tells.';

/** What two answers to one request have in common; undefined for one that says nothing of the server's configuration. */
function kindOf(evidence: Evidence, id: string): string | undefined {
  const reading = evidence.reading(id);
  if (reading === undefined || cacheMark(reading) !== undefined || isCountingOrLate(reading))
    return undefined;
  return `${reading.said} ${reading.status} ${reading.status === undefined ? '' : reading.code}`;
}

/** A limit of the rate comes and goes by itself; an answer that did not come says nothing of what it would have been. */
function isCountingOrLate(reading: Reading): boolean {
  return reading.said === 'no answer' || asksForFewer(reading);
}

/** A probe that was sent again and answered otherwise, where the store counts no requests. */
function varyingRepeat(evidence: Evidence): Suspicion | undefined {
  if (evidence.limits.length > 0) return undefined;
  for (const { probe, reading } of evidence.all) {
    // What a cache is asked for differs by the age of what it keeps.
    if (probe.before) continue;
    const again = evidence.repeats(probe.id);
    const others = again.filter(
      each =>
        !isCountingOrLate(each) &&
        cacheMark(each) === undefined &&
        !isSameAnswer(each, reading) &&
        !isHeldUpByOthers(evidence, each),
    );
    const [other] = others;
    // A nonce that counts as used is told as that (sent-twice).
    if (isNonceRefused(evidence, probe.id)) continue;
    if (!other || reading.said === 'no answer' || isHeldUpByOthers(evidence, reading)) continue;
    const isByChoice = [reading, ...others].some(each => each.said === 'not JSON' && isRefusingStatus(each));
    return {
      // A rule may dislike some nonces and signatures, which are others each time: measured with the OWASP core rule set.
      certainty: isByChoice ? 'likely' : 'proven',
      proof: [
        quote(evidence, probe.id, 'the first time'),
        `${probe.id} was answered ${inWords(other)}: ${others.length} of the ${again.length} times that it was asked again.`,
      ],
      undecided: isByChoice ? `${undecided} ${disliked}` : undecided,
    };
  }
  return undefined;
}

/** `rest_pre_echo_response`, measured: `{"success":true,"data":…}` around each answer of the API. */
function indexInside(evidence: Evidence): Suspicion | undefined {
  const index = evidence.reading('A2');
  if (index?.said !== 'odd JSON' || !isObject(index.json)) return undefined;
  const member = Object.entries(index.json).find(
    ([, value]) => isObject(value) && 'namespaces' in value && 'routes' in value,
  )?.[0];
  if (member === undefined) return undefined;
  return {
    certainty: 'proven',
    layer: 'plugin',
    title: 'The answers of the API come inside JSON of something else',
    proof: [quote(evidence, 'A2', `the index stands in its member "${member.slice(0, 40)}"`)],
    undecided:
      'Whether a plugin writes it (it filters rest_pre_echo_response) or a gateway in front cannot be seen from outside.',
  };
}
