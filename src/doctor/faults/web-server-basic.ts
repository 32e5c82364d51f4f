/** Basic credentials alone are lost: the field that they come in arrives. */
import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote, quoteAll } from '../proof.ts';
import { isSeen, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: B1 is refused as B2, and B5 lets the keys in.';

export const webServerBasicFaults: readonly Fault[] = [
  /** Measured on WooCommerce 10.5 behind Apache: PHP_AUTH_USER emptied before plugins load, or a rule for Basic alone. */
  {
    id: 'basic-lost',
    layer: 'web-server',
    title: 'Basic credentials are lost on the way, and the Authorization header is not',
    seen: '401 woocommerce_rest_cannot_view for the right key in the Authorization header, and 200 for it in the query.',
    level: 'fault',
    probes: ['A6', 'A21', 'B1', 'B2', 'B5', 'B6'],
    lookAlikes: [
      { id: 'strip-authorization', difference: 'A6 and A21 are not seen either' },
      { id: 'tls-ends-at-proxy', difference: 'B2 and B6 are answered as if nobody had asked too' },
      { id: 'user-reset', difference: 'B1 is refused, and B6 is not let in' },
    ],
    examine(evidence) {
      // Over plain HTTP WooCommerce reads no Basic credentials.
      if (!isTls(evidence.known) || evidence.isClosed) return undefined;
      const arrives = ['A6', 'A21'].find(id => isSeen(evidence, id));
      if (arrives === undefined || !evidence.isAnonymous('B5') || !evidence.isAnonymous('B1'))
        return undefined;
      // The same request with a parameter in the header arrives without it: no matter of Basic.
      if (arrives === 'A21' && evidence.isAnonymous('A6') && isSeen(evidence, 'A5')) return undefined;
      // The key is known and TLS is seen: only then is silence the loss of the credentials.
      if (!isSomebody(evidence, 'B6')) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'B6', 'the right keys are known in the query'),
          quote(evidence, 'B5', 'as Basic credentials in the Authorization header they are nobody’s'),
          quote(evidence, arrives, 'an OAuth parameter in the same header arrives'),
          ...quoteAll(evidence, ['B1'], 'a wrong secret in the header is not noticed'),
        ],
        ask: 'The host, for a rule that takes Basic credentials out; where there is none, the administrator of the shop’s WordPress.',
        undecided:
          'A server in front that takes Basic credentials out and PHP code that empties PHP_AUTH_USER look the same from outside.',
      };
    },
    fixes: [
      {
        server: 'Apache',
        where: 'the virtual host or .htaccess: this line goes',
        lines: '',
        insteadOf: 'RequestHeader unset Authorization "expr=%{HTTP:Authorization} =~ /^Basic/"',
        check,
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-request del-header Authorization if { req.hdr(Authorization) -m beg Basic }',
        check,
      },
      {
        server: 'WordPress',
        where:
          'the plugin, must-use plugin or auto_prepend_file that empties it (grep -rn "PHP_AUTH_USER" wp-content/; php -i | grep auto_prepend_file)',
        lines: 'an exception for paths below /wp-json/wc/, or deactivate it',
        check,
      },
    ],
    workaround: 'Send the key in the query over HTTPS, or sign with OAuth 1.0a.',
    wrongAdvice: 'CGIPassAuth and the rewrite rule for HTTP_AUTHORIZATION: the header arrives already.',
    sources: ['https://developer.woocommerce.com/docs/apis/rest-api/authentication/'],
  },
];
