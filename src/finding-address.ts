import manifest from '../package.json' with { type: 'json' };

/**
 * Where a finding is described: a page of the site where package.json says where that is, else a heading in the
 * repository. The one place that knows, so that links in output and documents move together.
 * @param kind `fault` for what `latchkey doctor` names, `mistake` for what `latchkey explain` names.
 */
export function findingAddress(kind: 'fault' | 'mistake', id: string): string {
  const site = siteAddress(manifest);
  return site === '' ? findingInRepository(kind, id) : `${site}findings/${id}/`;
}

/** The same from the root of the repository, whatever package.json says. */
export function findingInRepository(kind: 'fault' | 'mistake', id: string): string {
  return `docs/findings/${kind === 'fault' ? 'README' : 'mistakes'}.md#${id}`;
}

/**
 * Where the site is, by the `homepage` of a package.json, with a slash at its end; '' where it has none. One with a
 * fragment is the page of a repository: `#readme`.
 */
export function siteAddress(manifest: object): string {
  const { homepage = '' } = manifest as { readonly homepage?: string };
  return homepage === '' || homepage.includes('#') ? '' : homepage.replace(/\/?$/, '/');
}
