import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

export const sentTwice: Fault = {
  id: 'sent-twice',
  layer: 'proxy',
  title: 'A signature is refused though it is right and fresh: perhaps requests arrive twice',
  level: 'fault',
  symptom:
    'OAuth: a nonce that was never used is refused as used. A proxy or a mirror sends each request twice, or tries again by itself.',
  probes: ['B3', 'B4', 'B4t', 'B6'],
  lookAlikes: [
    { id: 'clock-skew', difference: 'the words are those for an old timestamp (B4t)' },
    { id: 'home-url-differs', difference: 'the words are those for a wrong signature (B3)' },
  ],
  examine(evidence) {
    const right = ['B5', 'B6'].find(id => isSomebody(evidence, id));
    const refused = ['B4w', 'B4'].find(
      id =>
        evidence.said(id) === 'refused' &&
        ['B3', 'B4t', 'A15'].every(
          other => evidence.said(other) === 'refused' && !evidence.isSameError(id, other),
        ),
    );
    if (right === undefined || refused === undefined) return undefined;
    return {
      certainty: 'possible',
      proof: [
        quote(evidence, right, 'the keys are right'),
        quote(
          evidence,
          refused,
          'these are neither the words for a wrong signature nor for an old timestamp',
        ),
      ],
      undecided: 'Look into the access log of the web server: does each request stand there twice?',
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the location of the proxy',
      lines: 'proxy_next_upstream off;\nmirror off;',
      check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
    },
    {
      server: 'HAProxy',
      where: 'the backend',
      lines: 'retries 0\nno option redispatch',
      check: 'Run the doctor again: B4 is let in.',
    },
    {
      server: 'client',
      where: 'the client',
      lines: 'a new nonce and a new signature for every try',
      check: 'No two requests in the log share an oauth_nonce.',
    },
  ],
  workaround: 'Keys over HTTPS: they have no nonce.',
  sources: [
    'https://github.com/woocommerce/wc-api-node/issues/57',
    'https://github.com/woocommerce/wc-api-php/issues/40',
  ],
};
