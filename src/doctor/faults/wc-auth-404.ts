import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const wcAuth404: Fault = {
  id: 'wc-auth-404',
  layer: 'WordPress',
  title: 'The page that grants keys is not found',
  level: 'fault',
  symptom:
    '404 HTML (or the front page) for /wc-auth/v1/…: the rewrite rules were not written again after WooCommerce was activated.',
  probes: ['A3', 'A13', 'A13p'],
  lookAlikes: [
    { id: 'no-rewrite', difference: '/wp-json/ is a 404 too' },
    { id: 'wc-auth-blocked', difference: '403 or 406' },
  ],
  examine(evidence) {
    const page = evidence.reading('A13');
    if (page === undefined || !evidence.isWordPress('A3') || evidence.said('A3') !== 'let in')
      return undefined;
    const isMissing = page.status === 404 || (page.status === 200 && page.said === 'not JSON');
    if (!isMissing) return undefined;
    const isThere = evidence.reading('A13p')?.status === 401;
    return {
      certainty: isThere ? 'proven' : 'likely',
      proof: [
        quote(evidence, 'A13', 'WooCommerce answers 401 there, and names what is missing'),
        quote(
          evidence,
          'A13p',
          isThere ? 'without rewrite rules it does' : 'without rewrite rules it does not either',
        ),
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Settings → Permalinks',
      lines: 'Save Changes',
      check: 'curl -s -o /dev/null -w "%{http_code}" https://shop.example/wc-auth/v1/authorize prints 401',
    },
    {
      server: 'WordPress',
      where: 'the command line',
      lines: 'wp rewrite flush',
      check: 'curl -s -o /dev/null -w "%{http_code}" https://shop.example/wc-auth/v1/authorize prints 401',
    },
  ],
  workaround: '/?wc-auth-version=1&wc-auth-route=authorize&app_name=… works without rewrite rules.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/37781',
    'https://github.com/woocommerce/woocommerce/issues/20072',
  ],
};
