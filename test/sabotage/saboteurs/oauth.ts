import { rawurlencode } from '../../../mocks/php/urlencode.ts';
import { encodeTwice } from '../../../mocks/woocommerce/authentication/oauth1/encoding.ts';
import { woocommerceRules as rules } from '../../../mocks/woocommerce/authentication/rules.ts';
import { changing, refusal, type Saboteur, withText } from '../saboteur.ts';

/** Any signature will do. */
const unchecked = { rules: { isSignatureRight: () => true } };
const noMatch = 'Invalid signature - provided signature does not match.';

function without(pattern: RegExp, message: { readonly headers: readonly string[] }): string[] {
  return message.headers.map(field => field.replace(pattern, ''));
}

const saboteurs: readonly Saboteur[] = [
  { requirement: 'OAUTH-01', wrong: 'OAuth is off', store: { rules: { allowsOAuth: () => false } } },
  {
    requirement: 'OAUTH-01',
    wrong: 'HMAC-SHA256 is not known',
    store: { rules: { hashAlgorithm: method => (method === 'HMAC-SHA1' ? 'sha1' : undefined) } },
  },
  {
    requirement: 'OAUTH-02',
    wrong: 'the header does not arrive',
    between: (message, store) => store({ ...message, headers: without(/^OAuth .*/, message) }),
  },
  {
    requirement: 'OAUTH-02',
    wrong: 'a realm is not understood',
    between: (message, store) => store({ ...message, headers: without(/^OAuth realm=.*/, message) }),
  },
  { requirement: 'OAUTH-02', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-03',
    wrong: 'a form body is not looked at',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          for (const name of request.post.keys()) parameters.delete(name);
          return parameters;
        },
      },
    },
  },
  { requirement: 'OAUTH-03', wrong: 'any signature will do', store: unchecked },
  { requirement: 'OAUTH-04', wrong: 'parameters are not sorted', store: { rules: { sort: names => names } } },
  {
    requirement: 'OAUTH-04',
    wrong: 'parameters are sorted without regard to case',
    store: { rules: { sort: names => names.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)) } },
  },
  {
    requirement: 'OAUTH-05',
    wrong: 'marks are left bare',
    store: {
      rules: {
        encodeTwice: text => encodeTwice(text).replace(/%25(21|27|28|29|2A)/g, (_, hex) => `%${hex}`),
      },
    },
  },
  {
    requirement: 'OAUTH-05',
    wrong: 'the tilde is encoded',
    store: { rules: { encodeTwice: text => encodeTwice(text).replaceAll('~', '%257E') } },
  },
  {
    requirement: 'OAUTH-05',
    wrong: 'a space becomes a plus',
    store: { rules: { encodeTwice: text => encodeTwice(text).replaceAll('%2520', '%2B') } },
  },
  { requirement: 'OAUTH-05', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-06',
    wrong: 'values are encoded once',
    store: { rules: { encodeTwice: text => rawurlencode(text) } },
  },
  { requirement: 'OAUTH-06', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-07',
    wrong: 'lists are not signed at all',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          parameters.delete('include');
          return parameters;
        },
      },
    },
  },
  { requirement: 'OAUTH-07', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-08',
    wrong: 'nested parameters are sorted too',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          for (const [name, value] of parameters)
            if (typeof value !== 'string')
              parameters.set(name, new Map([...value].sort(([a], [b]) => (a < b ? -1 : 1))));
          return parameters;
        },
      },
    },
  },
  {
    requirement: 'OAUTH-09',
    wrong: 'a dot stays a dot',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          const value = parameters.get('a_b');
          if (value !== undefined) {
            parameters.delete('a_b');
            parameters.set('a.b', value);
          }
          return parameters;
        },
      },
    },
  },
  {
    requirement: 'OAUTH-10',
    wrong: 'the first of two parameters counts',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          if (parameters.has('a')) parameters.set('a', '1');
          return parameters;
        },
      },
    },
  },
  { requirement: 'OAUTH-11', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-11',
    wrong: 'the secret stands without its ampersand',
    store: { rules: { signingKey: secret => secret } },
  },
  {
    requirement: 'OAUTH-12',
    wrong: 'an unknown key is not told',
    store: { rules: { unknownOAuthKey: () => undefined } },
  },
  {
    requirement: 'OAUTH-12',
    wrong: 'it is told in other words',
    between: withText('Consumer key is invalid.', 'Consumer Key is invalid.'),
  },
  {
    requirement: 'OAUTH-13',
    wrong: 'only the first that is missing is told',
    store: { rules: { missingParameters: parameters => rules.missingParameters(parameters).slice(0, 1) } },
  },
  {
    requirement: 'OAUTH-13',
    wrong: 'another code',
    between: withText(
      'woocommerce_rest_authentication_missing_parameter',
      'woocommerce_rest_authentication_error',
    ),
  },
  {
    requirement: 'OAUTH-14',
    wrong: 'the method is read without regard to case',
    store: { rules: { hashAlgorithm: method => rules.hashAlgorithm(String(method).toUpperCase()) } },
  },
  {
    requirement: 'OAUTH-14',
    wrong: 'every method is taken for SHA1',
    store: { rules: { hashAlgorithm: () => 'sha1' } },
  },
  {
    requirement: 'OAUTH-15',
    wrong: 'the base string URI holds no host',
    store: { rules: { baseStringUri: (_home, uri) => uri.split('?')[0] as string } },
  },
  {
    requirement: 'OAUTH-15',
    wrong: 'the method is always GET',
    store: { rules: { signedMethod: () => 'GET' } },
  },
  { requirement: 'OAUTH-15', wrong: 'any signature will do', store: unchecked },
  { requirement: 'OAUTH-16', wrong: 'any signature will do', store: unchecked },
  {
    requirement: 'OAUTH-16',
    wrong: 'parameters of the protocol that the store does not know are not signed',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          parameters.delete('oauth_version');
          return parameters;
        },
      },
    },
  },
  {
    requirement: 'OAUTH-17',
    wrong: 'the form of a POST is not signed',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          parameters.delete('customer_note');
          return parameters;
        },
      },
    },
  },
  {
    requirement: 'OAUTH-18',
    wrong: 'the form of a PUT is signed',
    store: {
      rules: {
        oauthParameters: request => {
          const parameters = new Map(rules.oauthParameters(request));
          if (request.method === 'PUT' && request.rawBody.length > 0) parameters.set('customer_note', 'a b');
          return parameters;
        },
      },
    },
  },
  {
    requirement: 'OAUTH-19',
    wrong: 'OAuth is off over TLS',
    store: { rules: { allowsOAuth: isTls => !isTls } },
  },
  {
    requirement: 'OAUTH-19',
    wrong: 'the base string URI is http over TLS too',
    store: { rules: { baseStringUri: (home, uri) => rules.baseStringUri(home, uri, false) } },
  },
  {
    requirement: 'OAUTH-20',
    wrong: 'the scheme is read without regard to case',
    between: (message, store) =>
      store({ ...message, headers: message.headers.map(field => field.replace(/^oauth /i, 'OAuth ')) }),
  },
  {
    requirement: 'OAUTH-21',
    wrong: 'padding does not count',
    store: {
      rules: {
        isSignatureRight: (expected, received) => expected.replace(/=+$/, '') === received.replace(/=+$/, ''),
      },
    },
  },
  {
    requirement: 'OAUTH-21',
    wrong: 'a wrong signature is an error of the server',
    between: changing(answer =>
      Buffer.from(answer.body).includes(noMatch) ? refusal(500, 'internal', 'Internal error') : undefined,
    ),
  },
];

export default saboteurs;
