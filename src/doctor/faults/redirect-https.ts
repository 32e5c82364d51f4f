import type { Fault } from '../fault.ts';
import { isToOtherHost, redirectInWords, redirects } from '../signs.ts';

export const redirectHttps: Fault = {
  id: 'redirect-https',
  layer: 'web server',
  title: 'The URL given is redirected to https',
  level: 'fault',
  symptom:
    'A client with the http URL drops its credentials on the way, or POST is answered like GET; a signature was made for the old URL.',
  probes: ['A1', 'A2', 'A2a'],
  lookAlikes: [
    { id: 'redirect-loop', difference: 'it leads back to itself' },
    { id: 'redirect-canonical', difference: 'it leads to another host' },
  ],
  examine(evidence) {
    const found = redirects(evidence).find(
      redirect =>
        redirect.from.startsWith('http:') && redirect.to.startsWith('https:') && !isToOtherHost(redirect),
    );
    if (!found) return undefined;
    return {
      certainty: 'proven',
      proof: [
        redirectInWords(found),
        'Credentials in the request to the http URL have been sent in clear by then.',
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'https:// in the place of http://',
      check: 'Run the doctor with that URL.',
    },
    {
      server: 'Nginx',
      where: 'the server on port 80, so that POST stays POST',
      lines: 'return 308 https://$host$request_uri;',
      insteadOf: 'return 301 https://$host$request_uri;',
      check: 'nginx -t && nginx -s reload; curl -I http://shop.example/wp-json/ answers 308.',
    },
    {
      server: 'Apache',
      where: 'the virtual host on port 80, so that POST stays POST',
      lines: 'Redirect 308 / https://shop.example/',
      check: 'curl -I http://shop.example/wp-json/ answers 308.',
    },
  ],
  workaround: 'None is needed: ask the https URL.',
  wrongAdvice: 'Excepting /wp-json/ from the redirect: keys would then go over the network in clear.',
  sources: [
    'https://github.com/Really-Simple-Plugins/really-simple-ssl/issues/143',
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.9',
  ],
};
