/** What a store says of its versions to somebody without a key. */
export interface Versions {
  /** By the front page's `generator`, where it is shown. */
  readonly WordPress?: string;
  readonly WooCommerce?: string;
}

/** The `generator` elements of a page: `WordPress 6.9`, `WooCommerce 10.5.0`. Many sites hide them. */
export function versionsOf(page: string): Versions {
  const found: { -readonly [name in keyof Versions]: Versions[name] } = {};
  for (const [tag] of page.slice(0, 200_000).matchAll(/<meta\b[^>]{0,300}>/gi)) {
    if (!/\bname\s*=\s*["']?generator\b/i.test(tag)) continue;
    const match = /\bcontent\s*=\s*["'](WordPress|WooCommerce) (\d+(?:\.\d+){1,3})[^"']*["']/.exec(tag);
    if (match) found[match[1] as keyof Versions] ??= match[2] as string;
  }
  return found;
}

/** The versions of WooCommerce's REST API among the namespaces of an index: `wc/v1`, `wc/v2`, `wc/v3`. */
export function apiVersionsOf(namespaces: readonly string[]): string[] {
  return namespaces.filter(name => /^wc\/v\d+$/.test(name));
}
