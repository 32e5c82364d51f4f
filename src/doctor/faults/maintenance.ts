import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const maintenance: Fault = {
  id: 'maintenance',
  layer: 'WordPress',
  title: 'The site is in maintenance',
  level: 'fault',
  symptom: '503 HTML with Retry-After for everything, the API too.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'bad-gateway', difference: '502 or 504, no Retry-After' },
    { id: 'rate-limit', difference: 'the first requests are answered' },
  ],
  examine(evidence) {
    const asks = ['A1', 'A2', 'A4'].filter(id => {
      const reading = evidence.reading(id);
      return reading?.status === 503 && reading.header('retry-after') !== undefined;
    });
    if (!asks.includes('A1') || !asks.includes('A2')) return undefined;
    return {
      certainty: 'proven',
      proof: asks.map(id =>
        quote(evidence, id, `Retry-After: ${evidence.reading(id)?.header('retry-after')}`),
      ),
      undecided:
        'An update that is running and one that died look the same: WordPress lets go of its .maintenance file after ten minutes.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'the folder of WordPress, where an update died and nothing runs any more',
      lines: 'rm .maintenance',
      check: 'Run the doctor again: A1 is answered 200.',
    },
    {
      server: 'WordPress',
      where: 'a maintenance plugin',
      lines: 'an exception for /wp-json/wc/, or maintenance off',
      check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
  ],
  workaround: 'Ask again after as many seconds as Retry-After says.',
  sources: ['https://developer.wordpress.org/reference/functions/wp_maintenance/'],
};
