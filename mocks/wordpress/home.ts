import { type Home, homeUrl, type Site } from './site.ts';

/** The home URL taken apart; undefined when it is none that WordPress could have. */
export function parseHome(url: string): Home | undefined {
  const match = /^(https?):\/\/([^/?#@\s]+)(\/[^?#\s]*)?$/i.exec(url);
  if (!match || !URL.canParse(url)) return undefined;
  return {
    scheme: match[1]?.toLowerCase() as Home['scheme'],
    authority: match[2] as string,
    path: (match[3] ?? '').replace(/\/+$/, ''),
  };
}

/**
 * `get_rest_url()`: the REST API's root under the scheme of the connection.
 * With plain permalinks it is a query variable of index.php.
 */
export function restUrl(site: Site, path: string, isTls: boolean): string {
  const scheme = isTls ? 'https' : 'http';
  if (site.switches.permalinks === 'plain')
    return homeUrl(site.home, `/index.php?rest_route=${path}`, scheme);
  return homeUrl(site.home, `/${site.restPrefix ?? 'wp-json'}${path}`, scheme);
}
