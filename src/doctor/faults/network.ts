/** Connections that do not come about, or end before an answer. */
import type { Evidence } from '../evidence.ts';
import { type Fault, simulated } from '../fault.ts';
import { isTls } from '../known.ts';
import { hasGivenUp } from '../limits.ts';
import { areAllOfOneResource } from '../partly.ts';
import { quote } from '../proof.ts';
import { networkFailure } from '../signs.ts';

const resetCodes = ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'];

export const networkFaults: readonly Fault[] = [
  {
    id: 'connection-timeout',
    layer: 'network',
    title: 'No connection comes about',
    seen: 'ETIMEDOUT: packets go and nothing comes back, because a firewall drops them or the host is gone.',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'connection-refused', difference: 'a refusal comes back at once' },
      { id: 'slow', difference: 'the connection comes about, the answer does not' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence);
      if (code !== 'UND_ERR_CONNECT_TIMEOUT' && code !== 'ETIMEDOUT') return undefined;
      return {
        certainty: 'proven',
        proof: [`A1 got no answer (${code}) from ${new URL(evidence.known.asked).host}.`],
        undecided:
          'A blocked address and a host that is gone look the same from one place: try from another network.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: "the host's firewall, a country block, fail2ban",
        lines: 'Allow the addresses that the client calls from, ports 80 and 443.',
        check: 'nc -vz shop.example 443 from there says "succeeded".',
      },
    ],
    workaround: 'Call from another network, if only some are dropped.',
    sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
  },
  simulated('connection-reset', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4', 'B5'],
    lookAlikes: [
      { id: 'body-cut', difference: 'the status line came' },
      { id: 'connection-refused', difference: 'no connection comes about' },
    ],
    examine(evidence) {
      const ended = evidence.all
        // A rule may close the connection to a method or a name; one that comes and goes is no rule.
        .filter(({ probe }) => !/^A[089]/.test(probe.id) || isNowAndAgain(evidence, probe.id))
        .filter(({ exchange }) => !isMethodUnanswered(evidence, exchange.request.method))
        .map(({ probe }) => probe.id)
        .filter(id => isReset(evidence, id));
      const first = ended[0];
      if (first === undefined) return undefined;
      // A resource that is kept from clients is told as that.
      if (
        areAllOfOneResource(
          evidence,
          ended.flatMap(id => evidence.get(id) ?? []),
        )
      )
        return undefined;
      // The name, the port or a certificate explains it.
      const isByName = evidence.reading('A1-browser')?.status !== undefined && !isNowAndAgain(evidence, 'A1');
      if (isByName) return undefined;
      if (evidence.protocol?.isHttp2 || isGreeted(evidence)) return undefined;
      if (evidence.alert !== undefined || (evidence.certificate && !isTls(evidence.known))) return undefined;
      const answered = evidence.all.find(({ reading }) => reading.said !== 'no answer');
      // A connection that is kept alive may be closed while a request is on its way, at any server.
      if (answered && ended.length < 2) return undefined;
      return {
        certainty: answered ? 'likely' : 'proven',
        proof: [
          quote(evidence, first, evidence.reading(first)?.message ?? 'the connection ended'),
          ...(answered ? [quote(evidence, answered.probe.id, 'others are answered')] : []),
          `${ended.length} of ${evidence.all.length} requests ended so.`,
        ],
        undecided:
          'A firewall that drops connections and a PHP process that dies look the same from outside: the logs of both tell.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the log of the web server and of PHP-FPM at the time of the requests',
        lines: 'tail -f /var/log/nginx/error.log /var/log/apache2/error.log /var/log/php*-fpm.log',
        check: 'Requests that are not in the access log were ended by a firewall in front of it.',
      },
      {
        server: 'Cloudflare',
        where: 'Security → Events',
        lines: 'an exception for /wp-json/wc/ in the rule that closed the connection',
        check: 'Run the doctor again: A4 is answered in JSON.',
        notTried: true,
      },
    ],
    workaround: 'Try again with a new nonce; call from another network, if only some are dropped.',
    sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
  }),
];

/** Something came that is no HTTP: told as that. */
function isGreeted({ protocol }: Evidence): boolean {
  return protocol !== undefined && protocol.greeting !== '' && !/^HTTP\/1/.test(protocol.greeting);
}

/** One method gets no answer, and another does: told as that. */
function isMethodUnanswered({ all }: Evidence, method: string): boolean {
  const isAnswered = ({ reading }: (typeof all)[number]): boolean => reading.said !== 'no answer';
  const alike = all.filter(({ exchange }) => exchange.request.method === method);
  return method !== 'GET' && alike.length > 1 && !alike.some(isAnswered) && all.some(isAnswered);
}

/** The same request was answered, and got no answer. */
function isNowAndAgain(evidence: Evidence, id: string): boolean {
  return evidence.repeats(id).some(each => each.said !== 'no answer' && !hasGivenUp(each));
}

function isReset(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    reading?.said === 'no answer' &&
    reading.status === undefined &&
    resetCodes.includes(reading.code as string)
  );
}
