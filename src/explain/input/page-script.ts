import type { ReceivedRequest } from '../request.ts';

/** A call with a URL below the page's own host: `fetch('/wp-json/…')`, jQuery, axios, `wpApiSettings.root + 'wc/v3/…'`. */
const call =
  /(?:\bfetch|\$\.(?:ajax|get|post|getJSON)|jQuery\.\w+|axios(?:\.(\w+))?|\.open)\(\s*(?:["'](GET|POST|PUT|PATCH|DELETE)["']\s*,\s*)?(?:\{[^}]*?\burl\s*:\s*)?(?:["'`](?=\/wp-json\/)|wpApiSettings\.root\s*\+\s*["'`])([^"'`\s]+)/i;

/** The request of a script in a page of the site, which names no host; wp.apiFetch sends the nonce by itself. */
export function readPageScript(text: string): ReceivedRequest | undefined {
  const [found, verb, named, path] = call.exec(text) ?? [];
  if (found === undefined || path === undefined) return undefined;
  const option = /\b(?:method|type)["']?\s*:\s*["'](GET|POST|PUT|PATCH|DELETE)["']/i.exec(text)?.[1];
  const method = named ?? option ?? (/^(?:get|post|put|patch|delete)$/i.test(verb ?? '') ? verb : undefined);
  const nonce = /X-WP-Nonce/i.test(text) || /[?&]_wpnonce=|_wpnonce["']?\s*:/.test(text);
  return {
    source: 'code',
    method: method?.toUpperCase() ?? 'GET',
    methodAssumed: method === undefined,
    scheme: 'https',
    schemeAssumed: true,
    authority: undefined,
    target: path.startsWith('/') ? path : `/wp-json/${path}`,
    headers: nonce ? [['X-WP-Nonce', '...']] : [],
    body: '',
    isSentByPage: true,
  };
}
