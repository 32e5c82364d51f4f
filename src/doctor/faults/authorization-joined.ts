import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

/** Apache joins two fields of one name with a comma; PHP takes the whole for one set of Basic credentials. */
export const authorizationJoined: Fault = {
  id: 'authorization-joined',
  layer: 'proxy',
  title: "A second Authorization header is joined to the client's",
  level: 'fault',
  symptom:
    'The right secret in the Authorization header is refused as a wrong one; in the query it is right.',
  probes: ['B1', 'B5', 'B6'],
  lookAlikes: [{ id: 'wrong-secret', difference: 'the secret is refused in the query too' }],
  examine(evidence) {
    if (!evidence.isSameError('B5', 'B1') || evidence.said('B5') !== 'refused') return undefined;
    if (!isSomebody(evidence, 'B6')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'B6', 'key and secret are right'),
        quote(evidence, 'B5', 'the same two in the header are refused with the words for a wrong secret'),
      ],
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the location of the proxy: nothing is added to the header of the client',
      lines: 'proxy_set_header Authorization $http_authorization;',
      check: 'Run the doctor again: B5 lets the keys in.',
    },
    {
      server: 'Apache',
      where: 'the virtual host of the proxy',
      lines: 'RequestHeader setifempty Authorization "Basic …"',
      insteadOf: 'RequestHeader add Authorization "Basic …"',
      check: 'Run the doctor again: B5 lets the keys in.',
    },
    {
      server: 'HAProxy',
      where: 'the backend',
      lines: 'http-request set-header Authorization "Basic …" if !{ req.hdr(Authorization) -m found }',
      insteadOf: 'http-request add-header Authorization',
      check: 'Run the doctor again: B5 lets the keys in.',
    },
    {
      server: 'client',
      where: 'a client that sends the header twice, once by a library and once by hand',
      lines: 'Set Authorization in one place alone.',
      check: 'The request as sent (curl -v, a proxy that shows it) holds one Authorization field.',
    },
  ],
  workaround: 'Send consumer_key and consumer_secret in the query over HTTPS.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-5.3'],
};
