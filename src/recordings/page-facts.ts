import { HTMLElement, type Node, NodeType, parse } from 'node-html-parser';
import type { PageFacts } from './recording.ts';

const hidden = new Set(['SCRIPT', 'STYLE', 'TITLE', 'HEAD', 'NOSCRIPT', 'TEMPLATE']);
const textLimit = 300;

/** The facts of a page; all of them empty for an answer without a body. */
export function pageFacts(markup: string): PageFacts {
  // The parser takes a document type for text.
  const root = parse(markup.replace(/^\s*<!doctype[^>]*>/i, ''), { comment: false });
  const all = (selector: string) => root.querySelectorAll(selector);
  const attribute = (element: HTMLElement, name: string) => element.getAttribute(name) ?? '';
  return {
    title: words(root.querySelector('title'), ' '),
    h1: all('h1')
      .map(heading => words(heading, ''))
      .filter(heading => heading !== ''),
    links: all('a').map(link => ({
      class: attribute(link, 'class'),
      href: attribute(link, 'href'),
      text: words(link, ''),
    })),
    forms: all('form').map(form => ({
      method: attribute(form, 'method').toLowerCase(),
      class: attribute(form, 'class'),
      action: attribute(form, 'action'),
    })),
    fields: all('input, button, select, textarea').map(field => ({
      tag: field.tagName.toLowerCase(),
      type: attribute(field, 'type'),
      name: attribute(field, 'name'),
      value: attribute(field, 'value'),
      class: attribute(field, 'class'),
    })),
    items: all('li').map(item => words(item, '')),
    text: words(root, ' ', hidden).slice(0, textLimit),
  };
}

/** The text below a node, each piece of it without the white space around it. */
function words(node: Node | null, between: string, without: ReadonlySet<string> = new Set()): string {
  const pieces: string[] = [];
  const walk = (each: Node) => {
    if (each.nodeType === NodeType.TEXT_NODE) {
      const piece = each.text.replace(/\s+/g, ' ').trim();
      if (piece !== '') pieces.push(piece);
    } else if (!(each instanceof HTMLElement) || !without.has(each.tagName)) {
      for (const child of each.childNodes) walk(child);
    }
  };
  if (node) walk(node);
  return pieces.join(between);
}
