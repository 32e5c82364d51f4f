import type { Mistake, Origin, Variant, View } from '../mistake.ts';
import { type Plan, percentDecode, percentEncode } from '../plan.ts';

const text = (origin: Origin): string => `${origin.scheme}://${origin.authority}${origin.path}`;

function uris(plan: Plan, ...forms: readonly (readonly [uri: string, detail?: string])[]): Variant[] {
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

type Change = (parts: Origin, view: View) => readonly (readonly [origin: Origin, detail?: string])[];

/** A mistake in one part of the URI. */
const changing =
  (change: Change): Mistake['variants'] =>
  (plan, view) => {
    const parts = partsOf(plan);
    if (!parts) return [];
    return uris(plan, ...change(parts, view).map(([origin, detail]) => [text(origin), detail] as const));
  };

const withoutPort = (authority: string): string => authority.replace(/:\d+$/, '');

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
    ]),
  },
  {
    id: 'port-added',
    step: 'base URI',
    title: "A port is signed that the store's home URL does not have",
    does: 'The client signs the port that it calls; the home URL has none (port mapping, proxy, container).',
    fix: "Set the store's home URL to the address that clients call, or sign without the port.",
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
      [{ ...parts, authority: view.requested.authority }],
    ]),
  },
  {
    id: 'localhost-by-another-name',
    step: 'base URI',
    title: 'localhost is signed under another name',
    does: 'The client signs 127.0.0.1 where the home URL says localhost, or the other way round.',
    fix: "Use the host of the store's home URL exactly.",
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
    fix: 'Sign the path exactly as sent: the store does.',
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
    variants: changing(parts => [
      [{ ...parts, path: parts.path.replace(/\/{2,}/g, '/') }],
      [{ ...parts, path: `/${parts.path}` }],
      [{ ...parts, path: parts.path.replace('/wp-json/', '/wp-json//') }],
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
      const root = /^.*?\/wp-json(?=\/)/.exec(parts.path)?.[0];
      const version = /^.*?\/wp-json\/wc\/v\d(?=\/)/.exec(parts.path)?.[0];
      return [
        [{ ...parts, path: '' }, 'no path was signed'],
        [{ ...parts, path: '/' }, '/ was signed'],
        ...(root
          ? ([
              [{ ...parts, path: root }, `${root} was signed`],
              [{ ...parts, path: `${root}/` }, `${root}/ was signed`],
              [{ ...parts, path: parts.path.slice(root.length) }, 'the route was signed without /wp-json'],
            ] as const)
          : []),
        ...(version
          ? ([
              [{ ...parts, path: version }, `${version} was signed`],
              [
                { ...parts, path: parts.path.slice(version.length) },
                'the route was signed without its version',
              ],
            ] as const)
          : []),
      ];
    }),
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
      return uris(plan, ...forms);
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
    variants: plan => {
      const parts = partsOf(plan);
      if (!parts) return [];
      return uris(plan, [parts.path, 'the path alone'], [`${parts.authority}${parts.path}`, 'no scheme']);
    },
  },
];
