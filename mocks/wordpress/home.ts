import { untrailingslashit } from './formatting/slash-at-end.ts';
import { type Home, homeUrl, type Site } from './site.ts';

/** The home URL taken apart; undefined when it is none that WordPress could have. */
export function parseHome(url: string): Home | undefined {
  const match = /^(https?):\/\/([^/?#@\s]+)(\/[^?#\s]*)?$/i.exec(url);
  if (!match || !URL.canParse(url)) return undefined;
  return {
    scheme: match[1]?.toLowerCase() as Home['scheme'],
    authority: match[2] as string,
    path: untrailingslashit(match[3] ?? ''),
  };
}

/** `home_url()`: https over a TLS connection, whatever the setting says; without TLS the setting's scheme (home-https). */
export function currentScheme(site: Site, isTls: boolean): Home['scheme'] {
  return isTls ? 'https' : site.home.scheme;
}

/** `get_rest_url()`: with plain permalinks the route is a query variable of index.php. */
export function restUrl(site: Site, path: string, isTls: boolean): string {
  const scheme = currentScheme(site, isTls);
  if (site.switches.permalinks === 'plain')
    return homeUrl(site.home, `/index.php?rest_route=${path}`, scheme);
  return homeUrl(site.home, `/${site.restPrefix ?? 'wp-json'}${path}`, scheme);
}
