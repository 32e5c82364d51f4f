import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const rateLimit: Fault = {
  id: 'rate-limit',
  layer: 'CDN or firewall',
  title: 'The store asked for fewer requests',
  level: 'warning',
  symptom: '429 (or 503 with Retry-After) after some requests.',
  probes: ['A4', 'A10'],
  lookAlikes: [{ id: 'maintenance', difference: '503 from the first request on, the front page too' }],
  examine(evidence) {
    const limited = evidence.all.find(
      ({ reading }) =>
        reading.status === 429 ||
        (reading.status === 503 &&
          reading.header('retry-after') !== undefined &&
          evidence.reading('A1')?.status !== 503),
    );
    if (!limited) return undefined;
    const after = limited.reading.header('retry-after');
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          limited.probe.id,
          after === undefined ? 'too many requests' : `Retry-After: ${after}`,
        ),
        `${evidence.all.length - 1} requests were answered before or beside it; the doctor stopped there, so what follows is not all that can be known.`,
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client',
      lines: 'Wait as long as Retry-After says, then go on more slowly; fetch 100 items a page, use batch.',
      check: 'No 429 in the log of a full run.',
    },
    {
      server: 'Nginx',
      where: 'the server: a zone of its own for the API',
      lines:
        'location ^~ /wp-json/wc/ {\n  limit_req zone=api burst=60 nodelay;\n  try_files $uri /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: it is not stopped.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Rate limiting rules',
      lines: 'not starts_with(http.request.uri.path, "/wp-json/wc/")',
      check: 'Run the doctor again: it is not stopped.',
    },
  ],
  workaround: 'Fewer requests; honour Retry-After.',
  sources: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
};
