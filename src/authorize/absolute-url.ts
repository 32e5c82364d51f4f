/** Where a link of a page or a Location leads; as it stands where it is no URL, so that nobody is asked there. */
export function absoluteUrl(href: string, base: string): string {
  return URL.parse(href, base)?.href ?? href;
}
