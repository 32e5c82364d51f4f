import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen, isSomebody, legacyTells } from '../signs.ts';

/** `proxy_set_header Authorization "Basic …";`: the proxy logs itself in at a protected back end. */
export const authorizationReplaced: Fault = {
  id: 'authorization-replaced',
  layer: 'proxy',
  title: "A proxy puts its own credentials in the place of the client's",
  level: 'fault',
  symptom:
    'Keys in the Authorization header are answered as if there were none; the same keys in the query are let in.',
  probes: ['A5', 'A6', 'A12', 'A12k', 'B1', 'B5', 'B6'],
  lookAlikes: [{ id: 'strip-authorization', difference: 'A12 and A12k are answered with other words' }],
  examine(evidence) {
    const isSilent =
      isSeen(evidence, 'A5') &&
      evidence.isAnonymous('A6') &&
      !isSeen(evidence, 'A21') &&
      evidence.said('B1') !== 'refused' &&
      !isSomebody(evidence, 'B5');
    if (!isSilent || evidence.isClosed) return undefined;
    const proof = [
      quote(evidence, 'A5', 'an OAuth parameter in the query was seen'),
      quote(evidence, 'A6', 'the same parameter in the Authorization header was not'),
    ];
    const told = legacyTells(evidence);
    if (told === 'none came along') return undefined;
    if (told === 'credentials came along') {
      const words = `with the words for an unknown key ("${evidence.reading('A12k')?.message}")`;
      return {
        certainty: 'proven',
        proof: [...proof, quote(evidence, 'A12', `it carried no credentials, and was refused ${words}`)],
      };
    }
    return {
      certainty: 'possible',
      proof,
      undecided:
        'Whether the header is taken away or replaced cannot be told from outside where the legacy API does not answer: ask who runs the proxy whether it sends an Authorization header of its own.',
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where:
        'the server of the proxy, beside the location that sets the header (http://backend is what that one passes to)',
      lines:
        'location ^~ /wp-json/wc/ {\n  proxy_set_header Authorization $http_authorization;\n  proxy_set_header Host $http_host;\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_pass http://backend;\n}',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'Apache',
      where: 'the virtual host of the proxy: this line goes, or excepts /wp-json/wc/',
      lines: 'RequestHeader set Authorization "Basic …" "expr=!(%{REQUEST_URI} =~ m#^/wp-json/wc/#)"',
      insteadOf: 'RequestHeader set Authorization "Basic …"',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'HAProxy',
      where: 'the backend',
      lines: 'http-request set-header Authorization "Basic …" if !{ path_beg /wp-json/wc/ }',
      insteadOf: 'http-request set-header Authorization',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
  ],
  workaround: 'Send consumer_key and consumer_secret in the query over HTTPS, or OAuth 1.0a in the query.',
  sources: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header'],
};
