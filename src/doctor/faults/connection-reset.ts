import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

const codes = ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'];

export const connectionReset: Fault = {
  id: 'connection-reset',
  layer: 'CDN or firewall',
  title: 'The connection ends before the answer',
  level: 'fault',
  symptom: 'ECONNRESET, "socket hang up", "empty reply from server": no status line at all.',
  probes: ['A1', 'A2', 'A4', 'B5'],
  lookAlikes: [
    { id: 'body-cut', difference: 'the status line came' },
    { id: 'connection-refused', difference: 'no connection comes about' },
  ],
  examine(evidence) {
    const ended = evidence.all
      .filter(({ probe }) => !probe.id.startsWith('A0') && !probe.id.startsWith('A8'))
      .map(({ probe }) => probe.id)
      .filter(id => isReset(evidence, id));
    const first = ended[0];
    if (first === undefined) return undefined;
    const answered = evidence.all.find(({ reading }) => reading.said !== 'no answer');
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
    },
  ],
  workaround: 'Try again with a new nonce; call from another network, if only some are dropped.',
  sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
};

function isReset(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    reading?.said === 'no answer' && reading.status === undefined && codes.includes(reading.code as string)
  );
}
