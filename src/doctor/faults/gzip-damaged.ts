import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const gzipDamaged: Fault = {
  id: 'gzip-damaged',
  layer: 'web server',
  title: 'Answers say that they are compressed, and are not',
  level: 'fault',
  symptom:
    'The right status, and a body that no client can read: "incorrect header check", Z_DATA_ERROR, ERR_CONTENT_DECODING_FAILED.',
  probes: ['A2', 'A4'],
  lookAlikes: [{ id: 'dirty-body', difference: 'the body is readable, and more than JSON' }],
  examine(evidence) {
    const seen = evidence.all.filter(({ reading }) => reading.isDamaged);
    const first = seen[0];
    if (!first) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          first.probe.id,
          `Content-Encoding: ${first.reading.header('content-encoding')}, and the body begins with ${shown(first.reading.text)}`,
        ),
        `${seen.length} of ${evidence.all.length} answers are so.`,
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'plugins and php.ini: one thing compresses, not two',
      lines: 'zlib.output_compression = Off',
      check: 'curl -s --compressed https://shop.example/wp-json/ prints JSON.',
    },
    {
      server: 'Apache',
      where: '.htaccess',
      lines: 'SetEnvIf Request_URI "^/wp-json/" no-gzip=1',
      check: 'curl -s --compressed https://shop.example/wp-json/ prints JSON.',
    },
    {
      server: 'Nginx',
      where: 'a location that adds Content-Encoding by hand: this line goes',
      lines: '',
      insteadOf: 'add_header Content-Encoding gzip;',
      check: 'nginx -t && nginx -s reload; curl -s --compressed https://shop.example/wp-json/ prints JSON.',
    },
  ],
  workaround: 'Accept-Encoding: identity, where the server then leaves Content-Encoding out.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-8.4'],
};

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 24));
}
