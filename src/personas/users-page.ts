import type { HTMLElement } from 'node-html-parser';
import { absoluteUrl } from '../authorize/absolute-url.ts';

/** The pages on which WordPress lists users, makes them and deletes them: of a site, and of a network of sites. */

export interface ListedUser {
  readonly id: number;
  /** Where its Delete link leads; undefined when this user may not follow it. */
  readonly remove: string | undefined;
}

/** As the form of a user sends it, whatever WordPress thinks of the password. */
export function setPassword(fields: URLSearchParams, password: string): void {
  fields.set('pass1', password);
  fields.set('pass2', password);
  fields.set('pw_weak', 'on');
}

/** Where a network of sites is managed: WordPress links there for who may (`is_super_admin()`). */
export function networkAdmin(url: string, root: HTMLElement): string | undefined {
  const link = root
    .querySelectorAll('a')
    .map(each => decoded(each.getAttribute('href') ?? ''))
    .find(href => /\/wp-admin\/network\/users\.php$/.test(href));
  const page = link === undefined ? null : URL.parse(link, url);
  return page === null ? undefined : new URL('.', page).href;
}

/** The row of a user, on the list of a site and on that of a network. */
export function listedUser(url: string, root: HTMLElement, login: string): ListedUser | undefined {
  for (const row of root.querySelectorAll('tr')) {
    const names = row
      .querySelectorAll('td.username a, td.column-username a, strong')
      .map(cell => plain(cell.text));
    const box = row.querySelector('input[name="users[]"], input[name="allusers[]"]');
    const id = /^user-(\d+)$/.exec(row.getAttribute('id') ?? '')?.[1] ?? box?.getAttribute('value');
    if (id === undefined || !names.includes(login)) continue;
    const remove = row
      .querySelectorAll('a')
      .map(link => decoded(link.getAttribute('href') ?? ''))
      .find(href => /[?&]action=delete(?:user)?\b/.test(href));
    return {
      id: Number(id),
      remove: remove === undefined ? undefined : absoluteUrl(remove, url),
    };
  }
  return undefined;
}

/** The question whether to delete a user, of a site and of a network. */
export function deletionForm(root: HTMLElement): HTMLElement | undefined {
  return (
    root.querySelector('form#updateusers') ??
    root
      .querySelectorAll('form')
      .find(each => each.querySelector('input[name="action"][value="dodelete"], input[name="dodelete"]'))
  );
}

/** Some pages escape a link twice. */
export function decoded(href: string): string {
  return href.replaceAll('&amp;', '&').replaceAll('&#038;', '&');
}

export function plain(text: unknown): string {
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}
