/** One of the things of which the answer comes that a stranger gets. */
export interface KnownCause {
  /** The doctor's name for it. */
  readonly id: string;
  readonly says: string;
  readonly tell: string;
}

/** What makes a stranger of a request with a key, the commonest first, and how each is told from the others. */
export const cannotViewCauses: readonly KnownCause[] = [
  {
    id: 'plain-http',
    says: 'The URL begins with http://: WooCommerce takes key and secret over https alone.',
    tell: 'Look at the URL; over https the same request is let in.',
  },
  {
    id: 'strip-authorization',
    says: 'The web server does not hand the Authorization header on to PHP (Apache with CGI or FastCGI).',
    tell: 'Key and secret in the query (?consumer_key=…&consumer_secret=…) over https are let in, in the header not.',
  },
  {
    id: 'tls-ends-at-proxy',
    says: 'TLS ends at a proxy or load balancer, and WordPress takes the request for plain HTTP.',
    tell: 'The links in /wp-json/ asked over https begin with http://, and a wrong secret is not noticed.',
  },
  {
    id: 'unknown-key',
    says: 'The store does not have this key: it was revoked, or is of another store, a staging copy, another site of a multisite.',
    tell: 'A wrong secret with this key gets the same answer; with a key that the store has it says "Consumer secret is invalid."',
  },
  {
    id: 'key-secret-swapped',
    says: 'Key and secret are swapped, cut, or stand under names that are not read.',
    tell: 'Give the request to latchkey explain: it shows what is read of it.',
  },
  {
    id: 'redirect-www',
    says: 'A redirect (http to https, www, a slash) came before, and the client did not send the credentials to where it led.',
    tell: 'curl -v shows 301 or 302 with Location: call that very URL.',
  },
  {
    id: 'query-dropped',
    says: 'The query does not reach PHP, or a shell has cut it at "&": the keys in it are gone.',
    tell: '?per_page=1 does not change the list either; curl with the URL in quotes works.',
  },
  {
    id: 'plain-permalinks',
    says: 'Permalinks are plain, and the API is asked as ?rest_route=: before 11.1 WooCommerce looks at no key there.',
    tell: '/wp-json/ is a 404 of the web server; Settings → Permalinks says Plain.',
  },
  {
    id: 'early-user',
    says: 'A plugin asks who is there before WooCommerce does, or decides it itself (JWT, security, a firewall plugin).',
    tell: 'With the other plugins switched off the request is let in; a wrong secret is not noticed.',
  },
  {
    id: 'user-gone',
    says: 'The user of the key was deleted, so that the key is nobody’s.',
    tell: 'A wrong secret is noticed, the right one is not let in; the list of keys shows no user.',
  },
  {
    id: 'cache',
    says: 'A cache gives the answer that a stranger got before.',
    tell: 'The answer has Age, X-Cache or cf-cache-status: HIT; with ?nocache=1 it is another.',
  },
];
