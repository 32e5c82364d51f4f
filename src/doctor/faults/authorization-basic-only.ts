import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen, isSomebody } from '../signs.ts';

/** Measured on Apache: the rule as a flag on the front controller's line. */
export const authorizationBasicOnly: Fault = {
  id: 'authorization-basic-only',
  layer: 'web server',
  title: 'The Authorization header arrives under another name, half repaired',
  level: 'warning',
  symptom:
    'Keys as Basic credentials work; OAuth in the Authorization header is answered as if nobody had asked. In the query it works.',
  probes: ['A5', 'A6', 'A21', 'B1', 'B4', 'B4a', 'B5'],
  lookAlikes: [{ id: 'strip-authorization', difference: 'B1 and B5 are not seen either' }],
  examine(evidence) {
    const isHalf =
      (evidence.isAnonymous('A6') || evidence.isAnonymous('A21')) &&
      !isSeen(evidence, 'A6') &&
      !isSeen(evidence, 'A21');
    if (!isHalf || evidence.isClosed) return undefined;
    const basic = ['B5', 'B1'].find(id => isSomebody(evidence, id) || evidence.said(id) === 'refused');
    if (basic === undefined) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, basic, 'Basic credentials in the Authorization header arrive'),
        quote(evidence, 'A6', 'an OAuth parameter in the same header does not'),
        ...(evidence.isAnonymous('B4a')
          ? [quote(evidence, 'B4a', 'a whole signature in the header is not seen either')]
          : []),
      ],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        '.htaccess, above the line of the front controller: the rule stands on a line of its own, not as a flag on RewriteRule . /index.php',
      lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'Apache',
      where: 'the virtual host or its <Directory>, Apache 2.4.13 or newer',
      lines: 'CGIPassAuth On',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'LiteSpeed',
      where: '.htaccess, after RewriteEngine On and above the front controller',
      lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
  ],
  workaround: 'Send Basic credentials over HTTPS, or the OAuth parameters in the query.',
  sources: [
    'https://developer.wordpress.org/reference/functions/wp_populate_basic_auth_from_authorization_header/',
  ],
};
