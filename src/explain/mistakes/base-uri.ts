import type { Mistake, MistakeVariant, Origin, RequestView } from '../mistake.ts';
import { type Plan, percentDecode, percentEncode } from '../plan.ts';

const text = (origin: Origin): string => `${origin.scheme}://${origin.authority}${origin.path}`;

function uris(plan: Plan, ...forms: readonly (readonly [uri: string, detail?: string])[]): MistakeVariant[] {
  return forms
    .filter(([uri]) => uri !== plan.baseUri)
    .map(([baseUri, detail]) => ({ plan: { ...plan, baseUri }, ...(detail && { detail }) }));
}

/** The base string URI in its parts, read from the plan, so that two mistakes can meet in it. */
function partsOf(plan: Plan): Origin | undefined {
  const match = /^(https?):\/\/([^/]+)(.*)$/i.exec(plan.baseUri);
  if (!match) return undefined;
  return { scheme: match[1] as 'http' | 'https', authority: match[2] as string, path: match[3] as string };
}

type Change = (parts: Origin, view: RequestView) => readonly (readonly [origin: Origin, detail?: string])[];

/** A mistake in one part of the URI. */
const changing =
  (change: Change): Mistake['variants'] =>
  (plan, view) => {
    const parts = partsOf(plan);
    if (!parts) return [];
    return uris(plan, ...change(parts, view).map(([origin, detail]) => [text(origin), detail] as const));
  };

/** The namespace and version that a path names: `wp-json/wc/v3`, `wc-api/v2`. */
function versionIn(path: string): string | undefined {
  return /\/(wp-json\/wc\/v[123]|wc-api\/v[123])(?=\/|$)/.exec(path)?.[1];
}

const withoutPort = (authority: string): string => authority.replace(/:\d+$/, '');

/** Lists of an API that clients ask for: one was signed where another is asked. */
const resources = [
  ...[
    'orders',
    'products',
    'customers',
    'coupons',
    'products/categories',
    'products/tags',
    'products/attributes',
  ],
  ...['reports', 'reports/sales', 'settings', 'shipping/zones', 'taxes', 'webhooks', 'system_status', 'data'],
  ...['payment_gateways', 'orders/count', 'products/count', 'customers/count', 'products/reviews'],
];

function otherResources(parts: Origin): (readonly [Origin, string])[] {
  const [, before = '', asked] = /^(.*\/(?:wc\/v\d|wc-api\/v\d)\/)(.+)$/.exec(parts.path) ?? [];
  if (asked === undefined) return [];
  return resources
    .filter(other => other !== asked)
    .map(other => [{ ...parts, path: `${before}${other}` }, `/${other} was signed`]);
}

export const baseUriMistakes: readonly Mistake[] = [
  {
    id: 'scheme-of-base-uri',
    step: 'base URI',
    title: 'The scheme of the base string URI is the other one',
    does: 'The client signs https:// for a request that reaches the store over http:// (or the other way round).',
    fix: 'Sign the scheme that the store sees. If TLS ends at a proxy the store sees http: tell WordPress (HTTPS=on from X-Forwarded-Proto).',
    variants: changing(parts => [
      [
        { ...parts, scheme: parts.scheme === 'https' ? 'http' : 'https' },
        `${parts.scheme === 'https' ? 'http' : 'https'} was signed`,
      ],
    ]),
  },
  {
    id: 'host-is-not-home',
    step: 'base URI',
    title: "The host signed is not that of the store's home URL",
    does: 'The client signs the host that it calls; the store signs the host and port of its home URL.',
    fix: "Call and sign the store's home URL: the member `home` of /wp-json/ tells it.",
    variants: changing((parts, view) => [
      [{ ...parts, authority: view.requested.authority }, `${view.requested.authority} was signed`],
      [{ ...parts, scheme: view.requested.scheme, authority: view.requested.authority }],
      [{ ...parts, authority: view.home.authority }],
    ]),
  },
  {
    id: 'www-in-base-uri',
    step: 'base URI',
    title: 'www. is added or left out',
    does: 'The client signs the host with www. where the store has none, or the other way round.',
    fix: "Use the host of the store's home URL exactly.",
    variants: changing(parts => [
      [
        {
          ...parts,
          authority: parts.authority.startsWith('www.') ? parts.authority.slice(4) : `www.${parts.authority}`,
        },
      ],
    ]),
  },
  {
    id: 'port-left-out',
    step: 'base URI',
    title: 'The port is left out of the base string URI',
    does: 'The client signs the host without its port.',
    fix: 'Keep a port that is not the default one (80, 443) in the base string URI.',
    libraries: [
      {
        library: '@woocommerce/woocommerce-rest-api',
        line: "new WooCommerceRestApi({ url: 'http://localhost:8080', … })",
      },
    ],
    variants: changing(parts => [[{ ...parts, authority: withoutPort(parts.authority) }]]),
  },
  {
    id: 'default-port-written',
    step: 'base URI',
    title: 'The default port is written into the base string URI',
    does: 'The client signs http://host:80 or https://host:443.',
    fix: 'Leave the default port out (RFC 5849 section 3.4.1.2).',
    variants: changing(parts => [
      [{ ...parts, authority: `${withoutPort(parts.authority)}:${parts.scheme === 'https' ? 443 : 80}` }],
      [{ ...parts, authority: `${withoutPort(parts.authority)}:443` }, ':443 was signed'],
      [
        { ...parts, scheme: 'https', authority: `${withoutPort(parts.authority)}:443` },
        'https and :443 were signed',
      ],
    ]),
  },
  {
    id: 'port-added',
    step: 'base URI',
    title: "A port is signed that the store's home URL does not have",
    does: 'The client signs the port that it calls; the home URL has none (port mapping, proxy, container).',
    fix: "Set the store's home URL to the address that clients call, or sign without the port.",
    inPairs: 2,
    variants: changing((parts, view) => {
      const port = /:(\d+)$/.exec(view.requested.authority)?.[1];
      const common = ['8080', '8000', '8443', '3000', '8888'];
      return [...new Set(port ? [port, ...common] : common)].map(
        number =>
          [
            { ...parts, authority: `${withoutPort(parts.authority)}:${number}` },
            `:${number} was signed`,
          ] as const,
      );
    }),
  },
  {
    id: 'host-in-upper-case',
    step: 'base URI',
    title: 'The host is signed in another case',
    does: 'The client signs the host as it was typed, with capital letters.',
    fix: 'Sign scheme and host in lower case (RFC 5849 section 3.4.1.2).',
    variants: changing((parts, view) => [
      [{ ...parts, authority: parts.authority.toLowerCase() }],
      [{ ...parts, authority: parts.authority.toUpperCase() }],
      [{ ...parts, authority: parts.authority.charAt(0).toUpperCase() + parts.authority.slice(1) }],
      [{ ...parts, authority: parts.authority.replace(/(^|\.)[a-z]/g, letter => letter.toUpperCase()) }],
      [{ ...parts, authority: view.requested.authority }],
    ]),
  },
  {
    id: 'localhost-by-another-name',
    step: 'base URI',
    title: 'A name of this computer is signed that is not the host of the home URL',
    does: 'The client signs localhost, 127.0.0.1 or another name for the computer that it runs on; the home URL says something else.',
    fix: "Use the host of the store's home URL exactly.",
    inPairs: 3,
    variants: changing(parts => {
      const port = /:\d+$/.exec(parts.authority)?.[0] ?? '';
      return ['localhost', '127.0.0.1', '[::1]', 'host.docker.internal', '0.0.0.0'].map(
        host => [{ ...parts, authority: host + port }, `${host} was signed`] as const,
      );
    }),
  },
  {
    id: 'trailing-slash',
    step: 'base URI',
    title: 'A slash at the end of the path is added or left out',
    does: 'The client signs /orders where it asks for /orders/, or the other way round.',
    fix: 'Sign the path exactly as sent: the store does. Only of its bare home URL (/?rest_route=…) it signs no slash.',
    variants: changing(parts => [
      [{ ...parts, path: parts.path.endsWith('/') ? parts.path.replace(/\/+$/, '') : `${parts.path}/` }],
    ]),
  },
  {
    id: 'double-slash',
    step: 'base URI',
    title: 'A double slash is signed differently than sent',
    does: 'The client joins the URL with one slash too many and signs it with one less, or the other way round.',
    fix: "Strip the slash at the end of the store's URL before joining the path to it.",
    variants: changing((parts, view) => [
      [{ ...parts, path: parts.path.replace(/\/{2,}/g, '/') }],
      [{ ...parts, path: parts.path.replace(/^\/+/, '/') }],
      // To PHP "//wp-json/wc/v3" is a host with a path, of which the store signs the path alone.
      ...(view.requested.path.includes('//')
        ? [
            [{ ...parts, path: view.requested.path.replace(/\/{2,}/g, '/') }] as const,
            [{ ...parts, path: view.requested.path }] as const,
          ]
        : []),
      // One slash of the path doubled.
      ...[...parts.path.matchAll(/\/(?=[^/])/g)]
        .slice(0, mostSegments)
        .map(
          ({ index }) =>
            [{ ...parts, path: `${parts.path.slice(0, index)}/${parts.path.slice(index)}` }] as const,
        ),
    ]),
  },
  {
    id: 'subdirectory-twice',
    step: 'base URI',
    title: 'The sub-directory of the store is signed twice',
    does: 'The client signs /shop/shop/wp-json/….',
    fix: "Join the path to the store's host, or the route to the store's home URL, not both.",
    variants: changing((parts, view) => {
      const folder = view.home.path || /^\/[^/]+(?=\/(wp-json|index\.php|wc-api)\/)/.exec(parts.path)?.[0];
      return folder ? [[{ ...parts, path: folder + parts.path }]] : [];
    }),
  },
  {
    id: 'subdirectory-left-out',
    step: 'base URI',
    title: 'The sub-directory of the store is not signed',
    does: 'The client signs /wp-json/… for a store that lives in a sub-directory.',
    fix: "Sign the whole path, the store's sub-directory in front.",
    variants: changing(parts => {
      const at = parts.path.search(/\/(wp-json|index\.php|wc-api)\//);
      return at > 0 ? [[{ ...parts, path: parts.path.slice(at) }]] : [];
    }),
  },
  {
    id: 'path-cut-short',
    step: 'base URI',
    title: 'Only a part of the path is signed',
    does: 'The client signs the API root or the route in the place of the whole path.',
    fix: 'Sign the whole path of the request.',
    variants: changing(parts => {
      const starts = [...parts.path.matchAll(/\/(?=[^/])/g)].slice(0, mostSegments).map(({ index }) => index);
      const ends = starts.slice(1).map(index => parts.path.slice(0, index));
      return [
        [{ ...parts, path: '' }, 'no path was signed'],
        [{ ...parts, path: '/' }, '/ was signed'],
        ...ends.flatMap(
          path =>
            [
              [{ ...parts, path }, `${path} was signed`],
              [{ ...parts, path: `${path}/` }, `${path}/ was signed`],
            ] as const,
        ),
        ...starts
          .slice(1)
          .map(
            index =>
              [{ ...parts, path: parts.path.slice(index) }, `${parts.path.slice(index)} was signed`] as const,
          ),
        ...(parts.path.includes('/wp-json/')
          ? [[{ ...parts, path: parts.path.replace('/wp-json', '') }, 'without /wp-json'] as const]
          : []),
      ];
    }),
  },
  {
    id: 'another-version-signed',
    step: 'base URI',
    title: 'The path of another version of the API is signed',
    does: 'The client signs /wc/v2/ where it asks for /wc/v3/, or another namespace.',
    fix: 'Take the path of the base string from the URL that is sent, not from a constant.',
    inPairs: 2,
    variants: changing((parts, view) => {
      const now = versionIn(parts.path);
      const asked = versionIn(view.requested.path);
      if (now === undefined) return [];
      return [
        'wp-json/wc/v3',
        'wp-json/wc/v2',
        'wp-json/wc/v1',
        'wp-json/wp/v2',
        'wc-api/v3',
        'wc-api/v2',
        'wc-api/v1',
        'wp-json/wc',
      ]
        .filter(other => other !== now && other !== asked)
        .map(other => [{ ...parts, path: parts.path.replace(now, other) }, `${other} was signed`] as const);
    }),
  },
  {
    id: 'own-path-of-old-legacy-api',
    step: 'base URI',
    title: 'The path that was asked is signed where the store signs that of version 3',
    does: 'The client signs /wc-api/v1 or /wc-api/v2 as it asks for them; from WooCommerce 9 on the plugin that brings the legacy API back signs /wc-api/v3 for both.',
    fix: 'Sign /wc-api/v3/… and send to v1 or v2 all the same, with the secret alone as the key; or use wc/v3.',
    inPairs: 1,
    // legacy.sign: recorded on 9.2 and 10.5.
    variants: changing((parts, view) => {
      const now = versionIn(parts.path);
      const asked = versionIn(view.requested.path);
      if (now === undefined || asked === undefined || now === asked) return [];
      return [[{ ...parts, path: parts.path.replace(now, asked) }]];
    }),
  },
  {
    id: 'another-resource-signed',
    step: 'base URI',
    title: 'The path of another resource is signed',
    does: 'The client signs a template of the path (/orders/{id}), the path of the request before this one, or a constant.',
    fix: 'Fill in the path first and sign then, anew for each request.',
    libraries: [
      {
        library: 'Postman',
        line: 'pm.variables.replaceIn(pm.request.url.toString())  // in a pre-request script',
      },
    ],
    inPairs: 2,
    variants: changing(parts => {
      const id = /\/(\d+)(?=\/|$)(?!.*\/\d+(\/|$))/.exec(parts.path)?.[1];
      if (id === undefined) return otherResources(parts);
      const others = [
        '{id}',
        ':id',
        '<id>',
        '{{id}}',
        '%d',
        '%s',
        '$id',
        '{order_id}',
        '{0}',
        '0',
        'undefined',
        'null',
      ];
      return [...others, String(Number(id) - 1), String(Number(id) + 1)].map(
        other =>
          [
            { ...parts, path: parts.path.replace(`/${id}`, () => `/${other}`) },
            `/${other} was signed`,
          ] as const,
      );
    }),
  },
  {
    id: 'index-php-in-base-uri',
    step: 'base URI',
    title: '/index.php is added or left out',
    does: 'The client signs /index.php/wp-json/… where it asks for /wp-json/…, or the other way round; or it signs the /index.php of the legacy API, which the store leaves out.',
    fix: 'Sign the path exactly as sent; of the legacy API sign /wc-api/v3/… below the home URL, without /index.php, whatever is asked.',
    variants: changing(parts =>
      parts.path.includes('/index.php')
        ? [[{ ...parts, path: parts.path.replace('/index.php', '') }]]
        : [
            [{ ...parts, path: parts.path.replace(/\/(?=wp-json\/|wc-api\/)/, '/index.php/') }],
            [{ ...parts, path: `${parts.path.replace(/\/$/, '')}/index.php` }],
          ],
    ),
  },
  {
    id: 'route-signed-as-path',
    step: 'base URI',
    title: 'The path /wp-json/… is signed for a request with ?rest_route=',
    does: 'The client asks for /?rest_route=/wc/v3/orders and signs the path that it would have with pretty permalinks.',
    fix: 'Sign the path that is sent, and rest_route as a parameter.',
    variants: plan => {
      const route = plan.parameters.find(item => item.name === 'rest_route');
      const parts = partsOf(plan);
      if (route === undefined || !parts) return [];
      const root = parts.path.replace(/\/?(index\.php)?$/, '');
      const base = text({ ...parts, path: `${root}/wp-json${route.value}` });
      const without = plan.parameters.filter(item => item.name !== 'rest_route');
      return [
        { plan: { ...plan, baseUri: base, parameters: without } },
        { plan: { ...plan, baseUri: base }, detail: 'and rest_route as well' },
        {
          plan: { ...plan, baseUri: `${plan.baseUri}?rest_route=${route.value}`, parameters: without },
          detail: 'rest_route as a part of the base string URI',
        },
      ];
    },
  },
  {
    id: 'subdirectory-added',
    step: 'base URI',
    title: 'A sub-directory is signed that the URL does not have',
    does: 'The client signs the directory of WordPress itself (the site address and the WordPress address differ), or one that a proxy takes away.',
    fix: "Sign the path of the URL that is sent, under the store's home URL.",
    inPairs: 0,
    variants: changing(parts =>
      ['/wordpress', '/wp', '/shop', '/store', '/blog', '/public', '/public_html'].map(
        folder => [{ ...parts, path: folder + parts.path }, `${folder} was signed`] as const,
      ),
    ),
  },
  {
    id: 'query-in-base-uri',
    step: 'base URI',
    title: 'The query stands in the base string URI',
    does: 'The client signs the URL with its query.',
    fix: 'Cut the base string URI before the "?".',
    libraries: [{ library: 'any', line: "const baseUri = url.split('?')[0]" }],
    variants: (plan, view) => {
      const query = view.request.target.slice(view.request.target.indexOf('?') + 1).split('&');
      if (!view.request.target.includes('?')) return uris(plan, [`${plan.baseUri}?`, 'an empty query']);
      const own = query.filter(pair => !pair.startsWith('oauth_')).join('&');
      const forms: (readonly [string, string?])[] = [[`${plan.baseUri}?`, 'an empty query']];
      if (own) forms.push([`${plan.baseUri}?${own}`, 'without the oauth_ parameters']);
      forms.push([
        `${plan.baseUri}?${query.filter(pair => !pair.startsWith('oauth_signature=')).join('&')}`,
        'all of it',
      ]);
      return [...uris(plan, ...forms), ...endpointQueries(plan, query)];
    },
  },
  {
    id: 'path-in-another-encoding',
    step: 'base URI',
    title: 'The path is signed in another encoding than sent',
    does: 'The client decodes or encodes the path before it signs.',
    fix: 'Sign the path exactly as sent.',
    variants: changing(parts => [
      [{ ...parts, path: percentDecode(parts.path) }, 'decoded'],
      [{ ...parts, path: percentEncode(parts.path).replaceAll('%2F', '/') }, 'encoded'],
      [{ ...parts, path: parts.path.toLowerCase() }, 'in lower case'],
    ]),
  },
  {
    id: 'host-left-out',
    step: 'base URI',
    title: 'The base string URI has no host',
    does: 'The client signs the path alone, or the host without its scheme.',
    fix: 'Sign scheme, host and path: http://shop.example/wp-json/….',
    inPairs: 3,
    variants: plan => {
      const parts = partsOf(plan);
      if (!parts) return [];
      const route = parts.path.replace(/^.*?\/wp-json(?=\/)/, '');
      const endpoint = route.replace(/^\/(?:wc|wc-api)\/v\d(?=\/)/, '');
      const paths = [...new Set([parts.path, route, endpoint])].filter(path => path !== '');
      return uris(
        plan,
        [parts.path, 'the path alone'],
        [`${parts.authority}${parts.path}`, 'no scheme'],
        ...paths.flatMap(
          path =>
            [
              [path, `${path} alone`],
              [path.slice(1), `${path.slice(1)} alone`],
            ] as const,
        ),
        [`//${parts.authority}${parts.path}`, 'no scheme'],
        [parts.authority, 'the host alone'],
      );
    },
  },
  {
    id: 'slashes-of-scheme-broken',
    step: 'base URI',
    title: 'The two slashes behind the scheme are broken',
    does: 'The client joins the URL with a function for file paths, which makes http:/ of http://, or writes the scheme twice.',
    fix: 'Join URLs with a function for URLs, or as texts.',
    libraries: [
      { library: 'Node', line: "new URL('/wp-json/wc/v3/orders', home)  // not path.join(home, …)" },
      { library: 'Python', line: "home.rstrip('/') + path  # not os.path.join, pathlib" },
    ],
    inPairs: 2,
    variants: plan => {
      const parts = partsOf(plan);
      if (!parts) return [];
      const rest = `${parts.authority}${parts.path}`;
      return uris(
        plan,
        [`${parts.scheme}:/${rest}`, 'one slash'],
        [`${parts.scheme}:///${rest}`, 'three slashes'],
        [`${parts.scheme}://${parts.scheme}://${rest}`, 'the scheme twice'],
        [`${parts.scheme}:${rest}`, 'no slash'],
      );
    },
  },
  {
    id: 'credentials-in-base-uri',
    step: 'base URI',
    title: 'Credentials stand in the base string URI',
    does: 'The client signs http://ck_…:cs_…@host/….',
    fix: 'Leave user and password out of the URL: the base string URI is scheme, host and path.',
    inPairs: 1,
    variants: changing((parts, view) => [
      [
        { ...parts, authority: `${view.consumerKey}:${view.consumerSecret}@${parts.authority}` },
        'key and secret',
      ],
      [{ ...parts, authority: `${view.consumerKey}@${parts.authority}` }, 'the key'],
    ]),
  },
  {
    id: 'mark-behind-base-uri',
    step: 'base URI',
    title: 'A mark stands behind the base string URI',
    does: 'The client signs the path with a character behind it that it does not send: "#", white space, ".json".',
    fix: 'Sign the path exactly as sent.',
    inPairs: 0,
    variants: plan =>
      uris(
        plan,
        ...['#', ' ', '\n', '\r\n', '&', ';', '.json', '*'].map(
          mark => [plan.baseUri + mark, `${JSON.stringify(mark)} behind it`] as const,
        ),
      ),
  },
  {
    id: 'template-in-base-uri',
    step: 'base URI',
    title: 'A variable in the URL was not filled in before signing',
    does: 'The client signs {{base_url}}/… or undefined/…: the text before its variables are replaced.',
    fix: 'Replace the variables first and sign the URL that is sent.',
    libraries: [
      {
        library: 'Postman',
        line: 'pm.variables.replaceIn(pm.request.url.toString())  // in a pre-request script',
      },
    ],
    inPairs: 0,
    variants: plan => {
      const parts = partsOf(plan);
      if (!parts) return [];
      const names = [
        '{{base_url}}',
        '{{baseUrl}}',
        '{{url}}',
        '{{host}}',
        '{{store_url}}',
        'undefined',
        'null',
        'None',
      ];
      return uris(
        plan,
        ...names.map(name => [`${name}${parts.path}`, `"${name}"`] as const),
        ...names.map(
          name => [`${parts.scheme}://${name}${parts.path}`, `"${parts.scheme}://${name}"`] as const,
        ),
      );
    },
  },
  {
    id: 'another-host-signed',
    step: 'base URI',
    title: 'Another host is signed than asked',
    does: 'The client signs a host of another environment: staging, a container, a local name.',
    fix: "Take the host of the base string from the store's home URL, from one setting for both signing and sending.",
    inPairs: 0,
    variants: changing(parts => {
      const name = withoutPort(parts.authority);
      const bare = name.replace(/^(www|staging|dev|test|shop|store|api)\./, '');
      const hosts = [
        ...['www', 'staging', 'dev', 'test', 'shop', 'store', 'api'].map(label => `${label}.${bare}`),
        bare,
        ...['local', 'test', 'localhost', 'com'].map(end => name.replace(/\.[^.]+$|$/, `.${end}`)),
        ...[
          'localhost',
          'wordpress',
          'web',
          'nginx',
          'apache',
          'app',
          'woocommerce',
          'wp',
          'example.com',
          'www.example.com',
          'your-store.com',
          'yourstore.com',
          'store.com',
        ],
        `${name}.`,
      ];
      return [...new Set(hosts)].flatMap(host =>
        (['http', 'https'] as const).flatMap(scheme =>
          ['', ':8080', ':80', ':443', ':8000', /:\d+$/.exec(parts.authority)?.[0] ?? ''].map(
            port =>
              [
                { ...parts, scheme, authority: host + port },
                `${scheme}://${host}${port} was signed`,
              ] as const,
          ),
        ),
      );
    }),
  },
];

/** The endpoint's own query stands in the base string URI; what was handed over beside it is signed as parameters. */
function endpointQueries(plan: Plan, query: readonly string[]): MistakeVariant[] {
  const first = query.findIndex(pair => pair.startsWith('oauth_'));
  const own = query.slice(0, first < 0 ? query.length : first);
  const all = query.filter(pair => !pair.startsWith('oauth_')).length;
  return own.slice(0, Math.min(mostSegments, all - 1)).map((_, index) => ({
    plan: {
      ...plan,
      baseUri: `${plan.baseUri}?${own.slice(0, index + 1).join('&')}`,
      parameters: plan.parameters.filter(item => item.from !== 'query' || item.position > index),
    },
    detail: 'that of the endpoint; the other parameters were signed as such',
  }));
}

/** So many parts of a path are looked at; the longest of WooCommerce's have eight. */
const mostSegments = 10;
