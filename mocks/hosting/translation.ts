/**
 * A shop in another language, without a language: what people read is written with accents and between brackets, as
 * pseudo-localisation does it, so that a client which looks for English words finds none. Codes, statuses, names of
 * parameters, numbers and markup stay.
 */
import { type Answer, firstHeader } from '../message.ts';

const accents: Readonly<Record<string, string>> = {
  ...{
    a: 'á',
    c: 'ç',
    d: 'ð',
    e: 'é',
    g: 'ğ',
    i: 'í',
    l: 'ł',
    n: 'ñ',
    o: 'ö',
    r: 'ŕ',
    s: 'š',
    t: 'ţ',
    u: 'ü',
  },
  ...{
    w: 'ŵ',
    y: 'ý',
    z: 'ž',
    A: 'Å',
    C: 'Č',
    E: 'É',
    I: 'Î',
    N: 'Ñ',
    O: 'Ø',
    S: 'Š',
    U: 'Û',
    Y: 'Ý',
    Z: 'Ž',
  },
};

/** What no translation touches: tags and entities, quoted text, names and numbers, URLs and addresses. */
const kept = /<[^>]*>|&[a-z#0-9]+;|"[^"]*"|“[^”]*”|\S*[_0-9@%/\\.:]\S*[^\s.,:;!?)]|\S*[_0-9@%/\\]\S*/gi;

/** A message in the pseudo-language; '' stays. @param names words that are names here, such as parameters. */
export function translated(message: string, names: readonly string[] = []): string {
  if (!/\p{L}/u.test(message)) return message;
  let out = '';
  let end = 0;
  for (const match of message.matchAll(kept)) {
    out += accented(message.slice(end, match.index), names) + match[0];
    end = match.index + match[0].length;
  }
  return `[${out}${accented(message.slice(end), names)}]`;
}

function accented(text: string, names: readonly string[]): string {
  return text.replace(/[A-Za-z]+/g, word =>
    names.includes(word) ? word : word.replace(/[A-Za-z]/g, letter => accents[letter] ?? letter),
  );
}

/** An answer with everything that people read translated: messages of JSON, texts of pages. */
export function translatedAnswer(answer: Answer): Answer {
  const type = firstHeader(answer.headers, 'Content-Type') ?? '';
  if (answer.body.length === 0) return answer;
  const text = () => new TextDecoder().decode(answer.body);
  if (/^application\/(json|javascript)/i.test(type))
    return { ...answer, body: bytes(translatedJson(text())) };
  // Apache's own pages, which are in another character set, are English everywhere.
  if (/^text\/html; *charset=utf-8/i.test(type)) return { ...answer, body: bytes(translatedPage(text())) };
  return answer;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An error wherever it stands, with what it tells of parameters; all else stays byte for byte. */
function translatedJson(json: string): string {
  return json
    .replace(
      /("code":"[^"\\]*","message":)("(?:[^"\\]|\\.)*")(,"data":\{"status":\d+,"params":\{[^{}]*\})?/g,
      (_, before: string, message: string, params: string | undefined = '') => {
        const names = [...params.matchAll(/"((?:[^"\\]|\\.)*)":"/g)].map(match => match[1] as string);
        return before + quoted(message, names) + params;
      },
    )
    .replace(/("params":\{)([^{}]*)(\})/g, (_, before: string, params: string, after: string) => {
      const texts = params.replace(
        /("((?:[^"\\]|\\.)*)":)("(?:[^"\\]|\\.)*")/g,
        (__, key: string, name: string, message: string) => key + quoted(message, [name]),
      );
      return before + texts + after;
    });
}

/** A JSON string, translated, and written as PHP writes it. */
function quoted(json: string, names: readonly string[]): string {
  const text = translated(JSON.parse(json) as string, names);
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The texts of a page between its tags, and on its buttons; scripts, styles and code stay. */
function translatedPage(page: string): string {
  return page
    .replace(
      /(<(script|style|code|pre|textarea)\b[\s\S]*?<\/\2>)|>([^<>]+)(?=<)/gi,
      (found, whole, _, text) => (whole !== undefined ? found : `>${padded(text as string)}`),
    )
    .replace(/(<input\b[^>]*type="submit"[^>]*value=")([^"]*)"/gi, (_, before: string, value: string) => {
      return `${before}${translated(value)}"`;
    })
    .replace(/(<html\b[^>]*\blang=")[^"]*"/i, '$1en-XA"');
}

function padded(text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return before + translated(words) + after;
}
