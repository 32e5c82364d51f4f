import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const connectionClose: Fault = {
  id: 'connection-close',
  layer: 'proxy',
  title: 'Every answer ends its connection',
  level: 'information',
  symptom:
    'A client that keeps connections open may see ECONNRESET on its next request; each request pays for a handshake.',
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
      where: 'the proxy, where Via or the upstream says HTTP/1.0',
      lines: 'proxy_http_version 1.1;\nproxy_set_header Connection "";\nkeepalive_timeout 65;',
      check: 'curl -sI https://shop.example/wp-json/ shows no Connection: close.',
    },
    {
      server: 'Apache',
      where: 'apache2.conf',
      lines: 'KeepAlive On',
      check: 'curl -sI https://shop.example/wp-json/ shows no Connection: close.',
    },
  ],
  workaround: 'Try a request that ended with ECONNRESET once more, with a new nonce.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9112#section-9.6'],
};
