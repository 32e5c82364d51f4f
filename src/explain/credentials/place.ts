import { pathOf } from '../request.ts';
import { urlTooLong } from '../too-long.ts';
import { type CredentialMistake, looksLikeKey, looksLikeSecret } from './mistake.ts';

/** What is wrong with the URL before anybody looks at credentials. */
export const urlMistakes: readonly CredentialMistake[] = [
  {
    id: 'url-cut-by-shell',
    finds({ request }) {
      if (!request.isCutByShell) return undefined;
      return {
        says: 'The URL has no quotes: bash, zsh and cmd end the command at the first "&", so that only what stands before it is sent.',
        fix: 'Put the whole URL in quotes: curl "https://…?…&…".',
      };
    },
  },
  {
    id: 'scheme-twice',
    finds({ request }) {
      const authority = request.authority ?? '';
      const twice = /^_?https?(:|_|$)/i.test(authority);
      if (!twice) return undefined;
      return {
        says: `The scheme stands twice in the URL, or lacks its colon: the host asked is "${authority}", which is none, and no store receives this request.`,
        fix: 'Give the client the URL once: https://shop.example; some settings want the host alone and write the scheme themselves.',
      };
    },
  },
  {
    id: 'placeholder-in-url',
    finds({ request }) {
      const found =
        /\{\{[^}]*\}\}|%7B%7B.*?%7D%7D|\$\{[^}]*\}|<[a-z][\w -]*>|%3C[a-z][\w-]*%3E|\/undefined(?=\/|$)|^undefined$/i.exec(
          `${request.authority ?? ''}${pathOf(request)}`,
        )?.[0];
      if (found === undefined) return undefined;
      return {
        says: `"${found}" stands in the URL: a variable that was not filled in.`,
        fix: 'Fill in the variable (Postman: choose the environment) before the request is sent.',
      };
    },
  },
  {
    id: 'api-path-twice',
    finds({ request }) {
      const path = pathOf(request);
      if (!/\/(?:wp-json|wc-api|wc\/v\d)(?:\/.*)?\/(?:wp-json|wc-api)\/./.test(path)) return undefined;
      return {
        says: `The path of the API stands twice in the URL (${path}): the client adds it to the URL of its settings, which has it already. No such route is there.`,
        fix: 'Give the client the store’s URL alone, without /wp-json/wc/v3: https://shop.example. (WooCommerce.NET is the one that wants it.)',
      };
    },
  },
  {
    id: 'question-mark-missing',
    finds({ request }) {
      if (!/[/&]consumer_(?:key|secret)=/.test(pathOf(request))) return undefined;
      return {
        says: 'Key and secret stand in the path: there is no "?" before them, so that they are taken for a part of the route, and nobody looks at them.',
        fix: 'Begin the query with "?": …/wp-json/wc/v3/products?consumer_key=ck_…&consumer_secret=cs_….',
      };
    },
  },
  {
    id: 'question-mark-twice',
    finds({ request, seen }) {
      if (seen.meansOauth || !/\?[^?]*\?(consumer_|oauth_)/.test(request.target)) return undefined;
      return {
        says: 'A second "?" stands before the credentials: PHP takes it and the first of them for a part of the value before it.',
        fix: 'Join to a URL that has a query already with "&".',
      };
    },
  },
  {
    id: 'ampersand-as-entity',
    finds({ request, seen }) {
      if (seen.meansOauth || !/[?&]amp;|&amp;consumer_/.test(request.target)) return undefined;
      return {
        says: 'The URL holds "&amp;" where "&" is due: PHP sees names such as "amp;consumer_secret". If only this copy of the URL has it, give the URL with "&".',
        fix: 'Do not escape the URL for HTML before it is sent.',
      };
    },
  },
];

/** Why a web server answers by itself, by its status. */
const webServerFixes: ReadonlyMap<number, string> = new Map([
  [400, 'Look at the request line, at Host and at each header field: one is malformed, or too long.'],
  [404, 'Leave %2F out of the path: Apache answers 404 to an encoded slash there (AllowEncodedSlashes).'],
  [405, 'Use GET, POST, PUT, PATCH, DELETE or OPTIONS.'],
]);

/** What Apache, as most hosts have it, does not hand on to WordPress. */
export const webServerMistakes: readonly CredentialMistake[] = [
  {
    id: 'url-too-long',
    finds: ({ admission: { entrance, refusal }, request }) =>
      entrance === 'web server' && refusal?.status === 414 ? urlTooLong(request.target) : undefined,
  },
  {
    id: 'web-server-refuses',
    finds({ admission: { entrance, refusal } }) {
      if (entrance !== 'web server' || refusal === undefined) return undefined;
      return {
        says: `The web server answers ${refusal.status} by itself: WordPress does not see the request, and nobody looks at credentials.`,
        fix: webServerFixes.get(refusal.status) ?? 'See the log of the web server for the reason.',
      };
    },
  },
];

/** Requests that do not reach an API which looks at keys. */
export const routeMistakes: readonly CredentialMistake[] = [
  {
    id: 'legacy-path-with-new-namespace',
    finds({ request, admission }) {
      const rest = /\/wc-api\/(wc\/v\d.*|wp-json\/.*)$/.exec(pathOf(request))?.[1];
      if (rest === undefined || admission.entrance !== 'callback') return undefined;
      return {
        says: `/wc-api/${rest.split('/').slice(0, 2).join('/')}/… is no route: the path of the old API with the namespace of the new one. The store answers 400 "-1", whatever the credentials or the signature.`,
        fix: `Ask for /wp-json/${rest.replace(/^wp-json\//, '')}. In the official clients: wp_api: true (Python, Ruby, PHP), wpAPI: true (Node) with version wc/v3.`,
      };
    },
  },
  {
    id: 'legacy-path-of-no-version',
    finds({ admission, request }) {
      if (admission.entrance !== 'callback') return undefined;
      return {
        says: `${pathOf(request)} is no route of an API but a callback of payment gateways, which this store has none of: 400 "-1", whatever the credentials.`,
        fix: 'Ask for /wp-json/wc/v3/…, or /wc-api/v3/… of the old API.',
      };
    },
  },
  {
    id: 'authorize-page',
    finds({ request }) {
      if (!/\/wc-auth\/v\d/.test(pathOf(request))) return undefined;
      return {
        says: 'This is the page on which the owner of a store, logged in, grants an app its keys (/wc-auth/v1/authorize): no route of the API, and no keys are looked at. Its 401 "Access denied" or "Error" says which of its parameters is missing or wrong.',
        fix: 'Open it in a browser with app_name, scope (read, write or read_write), user_id, return_url and callback_url, the last over https; the keys are then posted to callback_url. docs/guides/testing.md has an example with a simulated store.',
      };
    },
  },
  {
    id: 'not-the-api',
    finds({ admission, request, seen }) {
      if (admission.entrance !== 'page') return undefined;
      const path = pathOf(request);
      const carries =
        seen.authorization.length > 0 ||
        seen.query.some(({ value }) => looksLikeKey(value) || looksLikeSecret(value));
      const better = /\/wp-json\//i.exec(path) ? path.replace(/\/wp-json\//i, '/wp-json/') : undefined;
      const isRoute = /^\/(?:.*\/)?wc\/v\d\//.test(path);
      return {
        says: `The path ${path} is no route of the REST API (which begins with /wp-json/wc/, in lower case): a page of the site answers${carries ? ', and nobody looks at the credentials' : ''}.`,
        fix: isRoute
          ? `Ask for /wp-json${path.slice(path.search(/\/wc\/v\d\//))}.`
          : better !== undefined && better !== path
            ? `Ask for ${better}.`
            : 'Ask for /wp-json/wc/v3/…, below the store’s home URL.',
      };
    },
  },
  {
    id: 'wordpress-namespace',
    finds({ admission, seen }) {
      if (admission.entrance !== 'rest' || admission.isKeyLetIn) return undefined;
      const namespace = /^\/(wp\/v\d|wp-site-health|wp-block-editor|oembed)/.exec(admission.route ?? '')?.[1];
      if (namespace === undefined) return undefined;
      const shown = seen.basic || seen.query.some(({ value }) => looksLikeKey(value)) || seen.meansOauth;
      if (!shown) return undefined;
      return {
        says: `${namespace} is WordPress’s own namespace: consumer keys count below wc/ and wc-… alone, and here the request is a stranger’s.`,
        fix: 'For WordPress’s routes send a user and an application password as Basic credentials over https; for the store ask for /wp-json/wc/v3/….',
      };
    },
  },
  {
    id: 'namespace-of-its-own',
    finds({ admission, seen }) {
      const { entrance, route = '', isKeyLetIn } = admission;
      if (entrance !== 'rest' || isKeyLetIn || /^\/(wc[/-]|wp\/|$)/.test(route) || route === '/')
        return undefined;
      const namespace = /^\/([^/]+(?:\/v\d+)?)/.exec(route)?.[1];
      if (namespace === undefined || /^(oembed|wp-)/.test(namespace)) return undefined;
      const shown = seen.basic || seen.query.some(({ value }) => looksLikeKey(value)) || seen.meansOauth;
      if (!shown) return undefined;
      return {
        says: `"${namespace}" is a namespace of a plugin: WooCommerce looks at consumer keys below wc/ and wc-… alone, so that here the request is a stranger’s.`,
        fix: `For a plugin of your own: register its routes under wc-${namespace} and keys are looked at there; for somebody else’s, see what it wants for credentials.`,
      };
    },
  },
];

/** What stands in no namespace, or under another method: WordPress says so whoever asks. */
export const noRoute: CredentialMistake = {
  id: 'no-route',
  finds({ admission }) {
    if (admission.refusal?.code !== 'rest_no_route' && !/no_route$/.test(admission.refusal?.code ?? ''))
      return undefined;
    return {
      says: `The store has no route ${admission.method} ${admission.route}: 404 ${admission.refusal?.code}, whatever the credentials.`,
      fix: 'See the routes of the store’s /wp-json/ for the name, its version (wc/v3) and the method.',
    };
  },
};

/** What differs where the connection is not TLS, or the address not that of the store. */
export const connectionMistakes: readonly CredentialMistake[] = [
  {
    id: 'keys-over-http',
    finds({ request, seen, admission, read }) {
      if (request.scheme !== 'http' || admission.isKeyLetIn || seen.meansOauth) return undefined;
      const inQuery = seen.query.some(({ name }) => name === 'consumer_key' || name === 'consumer_secret');
      if (!seen.basic && !inQuery) return undefined;
      const what =
        seen.basic && !inQuery
          ? 'Basic credentials are'
          : read || inQuery
            ? 'consumer_key and consumer_secret are'
            : 'Basic credentials are';
      return {
        says: `${what} sent over plain HTTP: WooCommerce takes key and secret over https alone, does not look at these, and the request is a stranger’s.`,
        fix: 'Call https://…, or over http sign the request (OAuth 1.0a, HMAC-SHA256). If the client called https and TLS ends at a proxy, WordPress has to be told: X-Forwarded-Proto to HTTPS=on in wp-config.php.',
      };
    },
  },
];

const devHost =
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|10\.0\.2\.2|10\.0\.3\.2|host\.docker\.internal|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|[a-z][\w-]*|.*\.(local|test|localhost|lan|internal))(:\d+)?$/i;

/** Whether a host is one of development: an emulator's, a container's, one of the local network. */
export function isDevelopmentHost(authority: string): boolean {
  return devHost.test(authority);
}
