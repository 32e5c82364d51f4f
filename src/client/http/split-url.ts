/** An absolute http(s) URL in its parts, as they are written. */
export interface UrlParts {
  readonly scheme: 'http' | 'https';
  /** Host and port, without a user's name and password. */
  readonly authority: string;
  /** Path and query, from the first slash on; no fragment. */
  readonly target: string;
  /** `user:password`, as it stands before the host. */
  readonly userinfo?: string;
}

/** Splits an absolute http(s) URL without normalising anything of it, as `new URL()` would; undefined for what is none. */
export function splitUrl(url: string): UrlParts | undefined {
  const match = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(url);
  if (!match) return undefined;
  const rest = match[3] as string;
  const [, userinfo, authority = ''] = /^(?:(.*)@)?([^@]*)$/s.exec(match[2] as string) ?? [];
  return {
    scheme: (match[1] as string).toLowerCase() as 'http' | 'https',
    authority,
    target: rest.startsWith('/') ? rest : `/${rest}`,
    ...(userinfo !== undefined && { userinfo }),
  };
}
