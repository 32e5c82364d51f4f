import type { Fault } from '../fault.ts';
import { isToOtherHost, redirectInWords, redirects } from '../signs.ts';

export const redirectWww: Fault = {
  id: 'redirect-www',
  layer: 'web server',
  title: 'The URL given is redirected to its other spelling, with or without www.',
  level: 'fault',
  symptom:
    'www and the bare domain are two origins: clients drop the Authorization header on the way, and the request arrives as nobody’s. A signature was made for the old URL.',
  probes: ['A1', 'A2', 'A2a'],
  lookAlikes: [
    { id: 'home-url-differs', difference: 'only the front page redirects, the API answers at both' },
    { id: 'redirect-canonical', difference: 'it leads to another host altogether' },
  ],
  examine(evidence) {
    const found = redirects(evidence).find(
      redirect =>
        !isToOtherHost(redirect) && new URL(redirect.from).hostname !== new URL(redirect.to).hostname,
    );
    if (!found) return undefined;
    return { certainty: 'proven', proof: [redirectInWords(found)] };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the URL that it is redirected to, which is the value of "home" in the index',
      check: 'Run the doctor with that URL.',
    },
    {
      server: 'Nginx',
      where: 'the server of the other spelling, so that POST stays POST',
      lines: 'return 308 $scheme://www.shop.example$request_uri;',
      check: 'nginx -t && nginx -s reload; curl -I https://shop.example/wp-json/ answers 308.',
    },
    {
      server: 'Apache',
      where: 'the virtual host of the other spelling, so that POST stays POST',
      lines: 'Redirect 308 / https://www.shop.example/',
      check: 'curl -I https://shop.example/wp-json/ answers 308.',
    },
  ],
  workaround: 'None is needed: ask the URL that it is redirected to.',
  sources: [
    'https://github.com/woocommerce/woocommerce-rest-api/issues/213',
    'https://github.com/XiaoFaye/WooCommerce.NET/issues/191',
    'https://fetch.spec.whatwg.org/#http-redirect-fetch',
  ],
};
