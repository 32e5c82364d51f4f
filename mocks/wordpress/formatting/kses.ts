import { normalizeEntities } from './escape.ts';

/** The elements that may stand in a post (`$allowedposttags`). */
const elements = new Set(
  [
    'address a abbr acronym area article aside audio b bdo big blockquote br button caption cite code col colgroup',
    'dd del details dfn div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img',
    'ins kbd label legend li main map mark menu nav object p pre q rb rp rt rtc ruby s samp section small span strike',
    'strong sub summary sup table tbody td textarea tfoot th thead title tr track tt u ul ol var video',
  ].flatMap(line => line.split(' ')),
);

/**
 * `wp_kses_post()`: elements that may not stand in a post go, what they hold stays, and so goes what handles events. Inferred
 * are the attributes: WordPress has a list of them for each element.
 */
export function ksesPost(text: string): string {
  if (!/[<>&]/.test(text)) return text;
  return normalizeEntities(text).replace(/<!--.*?(?:-->|$)|<[^>]*(?:>|$)|>/gs, found => {
    if (found.startsWith('<!--')) return found;
    if (found === '>') return '&gt;';
    const parts = /^<\s*(\/?)\s*([a-zA-Z0-9-]+)([^>]*)>?$/.exec(found);
    if (!parts) return found.replace('<', '&lt;');
    const [, slash, name = '', attributes = ''] = parts;
    if (!elements.has(name.toLowerCase())) return '';
    if (slash === '/') return `</${name}>`;
    const end = /\s*\/\s*$/.test(attributes) ? ' /' : '';
    return `<${name}${keptAttributes(attributes)}${end}>`;
  });
}

function keptAttributes(text: string): string {
  const all = text.matchAll(/([a-zA-Z][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'/]+))?/g);
  return [...all]
    .filter(([, name = '']) => !/^on/i.test(name))
    .map(
      ([, name, value]) =>
        ` ${name}${value === undefined ? '' : `=${/^["']/.test(value) ? value : `"${value}"`}`}`,
    )
    .join('');
}
