import type { Fault } from '../fault.ts';
import { isToLogin, isToOtherHost, isToOtherPort, redirectInWords, redirects } from '../signs.ts';
import { isFrontPage } from './cache.ts';

export const redirectCanonical: Fault = {
  id: 'redirect-canonical',
  layer: 'web server',
  title: 'The URL given is redirected to another host or port',
  level: 'fault',
  symptom:
    'Clients drop their credentials between hosts, and the request arrives as nobody’s, if the path comes along at all.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'home-url-differs', difference: 'only the front page redirects, the API answers' },
    { id: 'login-redirect', difference: 'it leads to wp-login.php' },
  ],
  examine(evidence) {
    if (isFrontPage(evidence)) return undefined;
    const found = redirects(evidence).find(
      redirect =>
        redirect.id !== 'A1' && (isToOtherHost(redirect) || isToOtherPort(redirect)) && !isToLogin(redirect),
    );
    if (!found) return undefined;
    return {
      certainty: 'proven',
      proof: [redirectInWords(found)],
      undecided:
        'The doctor shows no keys to another host than the one given: run it with the URL that this one leads to.',
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the URL that it is redirected to',
      check: 'Run the doctor with that URL.',
    },
    {
      server: 'Nginx',
      where: 'the server that redirects: path and query come along, and POST stays POST',
      lines: 'return 308 https://shop.example$request_uri;',
      check: 'nginx -t && nginx -s reload; curl -I at the old URL answers 308.',
    },
    {
      server: 'Apache',
      where: 'the virtual host that redirects',
      lines: 'Redirect 308 / https://shop.example/',
      check: 'curl -I at the old URL answers 308.',
    },
  ],
  workaround: 'None is needed: ask the URL that it is redirected to.',
  sources: ['https://github.com/woocommerce/wc-api-php/issues/212'],
};
