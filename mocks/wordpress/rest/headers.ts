import { restUrl } from '../home.ts';
import type { Site } from '../site.ts';

const cached = new WeakMap<Site, (readonly string[] | undefined)[]>();

/** What every answer of the REST API begins with; made once for each scheme and kind of permalinks. */
export function baseHeaders(site: Site, isTls: boolean): readonly string[] {
  let ofSite = cached.get(site);
  if (!ofSite) {
    ofSite = [];
    cached.set(site, ofSite);
  }
  const kind = (isTls ? 1 : 0) + (site.switches.permalinks === 'plain' ? 2 : 0);
  ofSite[kind] ??= [
    'X-Robots-Tag',
    'noindex',
    'Link',
    `<${restUrl(site, '/', isTls)}>; rel="https://api.w.org/"`,
    'X-Content-Type-Options',
    'nosniff',
    'Access-Control-Expose-Headers',
    'X-WP-Total, X-WP-TotalPages, Link',
    'Access-Control-Allow-Headers',
    'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type',
  ];
  return ofSite[kind];
}

/** PHP's `header()`, which takes the place of a field of the same name. */
export function setHeader(headers: string[], name: string, value: string): void {
  const wanted = name.toLowerCase();
  for (let i = 0; i < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() === wanted) {
      headers[i + 1] = value;
      return;
    }
  }
  headers.push(name, value);
}
