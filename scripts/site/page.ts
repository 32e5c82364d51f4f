/** A page of the site, before the generator makes HTML of it. */
export interface Page {
  /** Below the site's root, without slashes at its ends: `findings/strip-authorization`; '' is the front page. */
  readonly address: string;
  readonly title: string;
  /** One sentence, for search engines and lists. */
  readonly about?: string;
  /** Markdown that begins with its heading. */
  readonly text: string;
  /** The file of the repository that its links are seen from. */
  readonly from: string;
}

/** Pages that a list leads to, under a heading. */
export interface Group {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** A page that lists others. */
export function listPage(
  page: Omit<Page, 'text' | 'from'> & { readonly before: readonly string[] },
  groups: readonly Group[],
): Page {
  const { before, ...rest } = page;
  return {
    ...rest,
    from: '',
    text: [
      `# ${page.title}`,
      '',
      ...before,
      '',
      ...groups.flatMap(({ title, pages }) => [
        ...(title === '' ? [] : [`## ${title}`, '']),
        ...pages.map(each => `- [${each.title}](/${each.address}/)${each.about ? `: ${each.about}` : ''}`),
        '',
      ]),
    ].join('\n'),
  };
}

/** The text of a first heading, without its marks. */
export function titleOf(text: string): string {
  return (/^#+ (.*)$/m.exec(text)?.[1] ?? '').replaceAll('`', '');
}
