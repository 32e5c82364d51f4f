import { decodeHTML } from 'entities/decode';
import { escapeUTF8 } from 'entities/escape';
import { escHtml, escUrl } from './formatting/escape.ts';
import { fromBytes } from './formatting/text.ts';

/** Markup that is safe to send. Only `html` makes it, so nothing that a client typed gets in unescaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | false | undefined | readonly Part[];

/** A template that escapes what is put into it: text in elements and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, string, i) => markup + render(parts[i - 1]) + string));
}

function render(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(render).join('');
  return escapeUTF8(String(part));
}

/** What a person reads where WordPress prints `esc_html( $bytes )`: entities that were typed count as such. */
export function shownText(bytes: string): string {
  return decodeHTML(fromBytes(escHtml(bytes)));
}

/** What a browser follows where WordPress prints `esc_url( $bytes )`. */
export function hrefOf(bytes: string): string {
  return decodeHTML(fromBytes(escUrl(bytes)));
}
