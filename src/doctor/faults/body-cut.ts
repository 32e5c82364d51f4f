import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const bodyCut: Fault = {
  id: 'body-cut',
  layer: 'proxy',
  title: 'Answers end in the middle',
  level: 'fault',
  symptom:
    'The status line and headers arrive, and less of the body than they promise: an aborted body, or bad JSON. The store has done what was asked.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [{ id: 'connection-reset', difference: 'not even the status line comes' }],
  examine(evidence) {
    const cut = evidence.all.filter(
      ({ reading }) => reading.said === 'no answer' && reading.status !== undefined,
    );
    const first = cut[0];
    if (!first) return undefined;
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
    },
    {
      server: 'HAProxy',
      where: 'defaults',
      lines: 'timeout server 60s',
      check: 'Run the doctor again: A2 is answered whole.',
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
};
