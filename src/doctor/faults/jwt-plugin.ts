import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

export const jwtPlugin: Fault = {
  id: 'jwt-plugin',
  layer: 'plugin',
  title: 'A JWT plugin takes every Authorization header for its own',
  level: 'fault',
  symptom:
    '403 (one variant: 200) JSON jwt_auth_… for right keys in the header; in the query they work. It proves that the header arrives.',
  probes: ['A7', 'B5', 'B6'],
  lookAlikes: [{ id: 'strip-authorization', difference: 'the header does not arrive at all' }],
  examine(evidence) {
    const seen = ['B5', 'A7', 'A6'].find(id => /^jwt_auth_/.test(evidence.reading(id)?.code ?? ''));
    if (seen === undefined) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, seen, 'a code of a JWT plugin, for Basic credentials'),
        ...(isSomebody(evidence, 'B6') ? [quote(evidence, 'B6', 'the same keys in the query')] : []),
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'a plugin or must-use plugin (functions.php is too late)',
      lines: "<?php\nadd_filter( 'jwt_auth_authorization_header', fn() => 'HTTP_JWT_AUTHORIZATION' );",
      check: 'Run the doctor again: A7 is answered 401 woocommerce_rest_cannot_view.',
    },
    {
      server: 'WordPress',
      where: 'Plugins',
      lines: 'Update the JWT plugin: newer ones look for Bearer first.',
      check: 'Run the doctor again: A7 is answered 401 woocommerce_rest_cannot_view.',
    },
  ],
  workaround: 'Keys in the query over HTTPS, or OAuth in the query.',
  wrongAdvice:
    'More rules that pass the Authorization header on: it arrives already. On such a site they bring this fault about.',
  sources: [
    'https://github.com/Tmeister/wp-api-jwt-auth/issues/48',
    'https://github.com/usefulteam/jwt-auth/issues/25',
    'https://github.com/jonathan-dejong/simple-jwt-authentication/issues/65',
  ],
};
