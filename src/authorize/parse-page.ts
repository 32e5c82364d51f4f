import { type HTMLElement, parse } from 'node-html-parser';
import { limits } from '../client/http/limits.ts';

/**
 * Parses a page that a store sent. Never throws: a page whose elements lie deeper in each other than the limit is read as
 * an empty one, since the parser's work grows with the square of that depth.
 */
export function parsePage(markup: string): HTMLElement {
  const bare = withoutComments(markup).replace(/^\s*<!doctype[^>]*>/i, '');
  return parse(isTooDeep(bare) ? '' : bare);
}

/** The parser looks for the end of each comment anew, also where there is none. */
function withoutComments(markup: string): string {
  let kept = '';
  let from = 0;
  for (let open = markup.indexOf('<!--'); open >= 0; open = markup.indexOf('<!--', from)) {
    kept += markup.slice(from, open);
    const close = markup.indexOf('-->', open + 4);
    if (close < 0) return kept;
    from = close + 3;
  }
  return kept + markup.slice(from);
}

/** Elements without an end tag (HTML, 13.1.2 "void elements"). */
const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** An end tag counts where an element of its name is open. */
function isTooDeep(markup: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, slash, name = ''] of markup.matchAll(/<(\/?)([a-z][^\s/>]{0,40})/gi)) {
    const tag = name.toLowerCase();
    const count = open.get(tag) ?? 0;
    if (slash === '/') {
      if (count === 0) continue;
      open.set(tag, count - 1);
      depth--;
    } else if (!voidElements.has(tag)) {
      open.set(tag, count + 1);
      if (++depth > limits.depth) return true;
    }
  }
  return false;
}
