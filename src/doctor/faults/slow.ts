import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { timedOut } from '../send.ts';

/** In milliseconds: many clients give up after five seconds. */
const tooLong = 5_000;

export const slow: Fault = {
  id: 'slow',
  layer: 'web server',
  title: 'Answers come late',
  level: 'fault',
  symptom: 'A client gives up before the answer is there, and does not know whether the store has done it.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'connection-timeout', difference: 'no connection comes about' },
    { id: 'connection-reset', difference: 'the connection ends at once' },
  ],
  examine(evidence) {
    const late = evidence.all.filter(({ reading }) => reading.said === 'no answer' && isLate(reading.code));
    const sent = evidence.all.filter(({ probe }) => !probe.id.startsWith('A0'));
    if (late.length > 0 && sent.length > 0) {
      // A whole examination that nothing answers is no slow store, where not even a connection came about.
      const first = late.find(({ probe }) => !probe.id.startsWith('A0'));
      if (!first || first.reading.code === 'UND_ERR_CONNECT_TIMEOUT') return undefined;
      return {
        certainty: late.length === evidence.all.length ? 'likely' : 'proven',
        proof: [
          quote(evidence, first.probe.id, `waited for ${evidence.timeout / 1000} seconds`),
          `${late.length} of ${evidence.all.length} requests were not answered in time.`,
        ],
        ...(late.length === evidence.all.length && {
          undecided:
            'A server that is slow and a firewall that drops packets look the same from one place: try from another network.',
        }),
      };
    }
    const durations = sent.map(({ reading }) => reading.duration).sort((a, b) => a - b);
    const median = durations[durations.length >> 1] ?? 0;
    if (median <= tooLong) return undefined;
    return {
      certainty: 'proven',
      level: 'warning',
      proof: [`Half of ${durations.length} answers took longer than ${(median / 1000).toFixed(1)} seconds.`],
    };
  },
  fixes: [
    {
      server: 'any',
      where: 'the server: what takes so long?',
      lines: 'slowlog = /var/log/php-fpm-slow.log\nrequest_slowlog_timeout = 3s\npm.max_children = 20',
      check: 'curl -s -o /dev/null -w "%{time_total}" https://shop.example/wp-json/ prints less than 1',
    },
    {
      server: 'client',
      where: 'the client',
      lines: 'a limit of 60 seconds; _fields=id,status and per_page=20 for what is read',
      check: 'No time-outs in its log.',
    },
  ],
  workaround: 'Ask for less at once; look whether an order was made before sending it again.',
  sources: ['https://www.php.net/manual/en/install.fpm.configuration.php#request-slowlog-timeout'],
};

function isLate(code: string | undefined): boolean {
  return code === timedOut || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
}
