/** Links between files of the repository, led to the pages that these files became. */
import path from 'node:path';

/** What became of the repository's files: written for the generator as JSON. */
export interface Places {
  /** By file, `docs/guides/doctor.md`, and by file with heading where the heading has a page of its own. */
  readonly pages: Readonly<Record<string, string>>;
  /** The file that the links of a page are seen from, by the page's address. */
  readonly origins: Readonly<Record<string, string>>;
  /** Where the repository can be read; left out as long as that is nowhere. */
  readonly repository?: string;
  /** Where the site itself is, by package.json: its `homepage`. */
  readonly site?: string;
}

/** Where a link leads in the site; undefined where it leads nowhere that has an address. */
export function linkInSite(
  link: string,
  from: string,
  { pages, repository, site }: Places,
): string | undefined {
  // What the commands print leads here, and is read without a network too.
  if (site !== undefined && link.startsWith(site)) return link.slice(site.replace(/\/$/, '').length);
  if (/^(?:[a-z]+:|#|\/)/.test(link)) return link;
  const [target = '', anchor] = link.split('#');
  const file = path.posix.join(path.posix.dirname(from), target).replace(/\/$/, '');
  const copied = /^(?:docs\/(pictures\/.+)|(schemas\/.+\.json))$/.exec(file);
  if (copied) return `/${copied[1] ?? copied[2]}`;
  const fragment = anchor === undefined ? '' : `#${anchor}`;
  const page = pages[file + fragment] ?? (pages[file] === undefined ? undefined : pages[file] + fragment);
  return page ?? (repository === undefined ? undefined : `${repository}/blob/HEAD/${file}${fragment}`);
}

/** The anchor of a heading, as GitHub makes it: the documents link to those. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\-_ ]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}
