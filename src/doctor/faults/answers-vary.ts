import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { cacheMark } from '../signs.ts';

export const answersVary: Fault = {
  id: 'answers-vary',
  layer: 'proxy',
  title: 'The same request is answered now so, now so',
  level: 'fault',
  symptom:
    'A client works for hours and is refused for a while: two servers behind a balancer are set up differently, or a firewall counts.',
  probes: ['A4', 'A11', 'A5', 'A10', 'B5', 'B9'],
  lookAlikes: [
    { id: 'cache', difference: 'a cache marks its answers, and gives the same one again' },
    { id: 'rate-limit', difference: '429, or 503 with Retry-After' },
  ],
  examine(evidence) {
    const pairs = [
      ['A4', 'A11'],
      ['A5', 'A10'],
      ['A10a', 'A10b'],
      ['B5', 'B9'],
    ] as const;
    const differing = pairs.filter(pair => {
      const [one, other] = pair.map(id => evidence.reading(id));
      if (!one || !other || pair.some(id => cacheMark(evidence.reading(id)))) return false;
      if ([one, other].some(({ status }) => status === 429 || status === 503)) return false;
      return one.said !== other.said || one.status !== other.status || one.code !== other.code;
    });
    const first = differing[0];
    if (!first) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, first[0], 'the first time'),
        quote(evidence, first[1], 'the same request once more'),
      ],
      undecided:
        'What the two answers have in common with which server cannot be seen from outside; other findings here may hold for one of the servers alone.',
    };
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
};
