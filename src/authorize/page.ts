import { absoluteUrl } from './absolute-url.ts';
import { parsePage } from './parse-page.ts';

/** A page of the flow, as far as somebody who is logged in or asked to log in needs it. */
export interface FlowPage {
  readonly title: string;
  /** The first heading that has text: a real page begins with one that holds WooCommerce's logo alone. */
  readonly heading: string;
  /** What a person reads, white space made one space. */
  readonly text: string;
  /** What the app would be allowed to do. */
  readonly rights: readonly string[];
  /** Targets of the links by their class; absolute. */
  readonly approve: string | undefined;
  readonly deny: string | undefined;
  readonly logout: string | undefined;
  /** The log-in form: where it goes, and its fields with their values. */
  readonly form: { readonly action: string; readonly fields: ReadonlyMap<string, string> } | undefined;
}

/** Reads a page of the flow by the classes and names that WooCommerce's own pages have. */
export function readPage(markup: string, url: string): FlowPage {
  const root = parsePage(markup);
  for (const element of root.querySelectorAll('script, style')) element.remove();
  const plain = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const link = (className: string) => {
    const href = root.querySelector(`a.${className}`)?.getAttribute('href');
    return href === undefined ? undefined : href === '' ? '' : absoluteUrl(href, url);
  };
  const form = root.querySelector('form.wc-auth-login, form#loginform');
  return {
    title: plain(root.querySelector('title')?.text),
    heading:
      root
        .querySelectorAll('h1')
        .map(heading => plain(heading.text))
        .find(heading => heading !== '') ?? '',
    text: plain(root.querySelector('body')?.text ?? root.text),
    rights:
      link('wc-auth-approve') === undefined ? [] : root.querySelectorAll('li').map(item => plain(item.text)),
    approve: link('wc-auth-approve'),
    deny: link('wc-auth-deny'),
    logout: link('wc-auth-logout'),
    form: form
      ? {
          action: absoluteUrl(form.getAttribute('action') ?? '', url),
          fields: new Map(
            form
              .querySelectorAll('input[name], button[name]')
              .filter(field => field.getAttribute('type') !== 'checkbox')
              .map(field => [field.getAttribute('name') as string, field.getAttribute('value') ?? '']),
          ),
        }
      : undefined,
  };
}
