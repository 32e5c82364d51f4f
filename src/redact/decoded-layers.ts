/** A text with one layer of escapes taken off, and where in the original each of its characters stands. */
export interface DecodedLayer {
  readonly text: string;
  /** Where the spelling of the character at an index begins in the original. */
  start(index: number): number;
  /** Where the spelling of the character at an index ends in the original, exclusively. */
  end(index: number): number;
}

/** Percent-encoding (RFC 3986 section 2.1), JSON's escapes (RFC 8259 section 7), HTML's character references. */
type Escape = 'percent' | 'json' | 'html';

const marks: Readonly<Record<Escape, string>> = { percent: '%', json: '\\', html: '&' };

/** Escapes within escapes within escapes: what is deeper nobody writes. */
const deepest = 3;

/**
 * The text itself, and what it says when its escapes are taken off, layer by layer: all kinds at once, since one may stand
 * within the other, and where there are several each kind alone, since `%5C` may be meant as it stands. The work grows with the length of the text.
 */
export function decodedLayers(text: string): readonly DecodedLayer[] {
  const plain: DecodedLayer = { text, start: index => index, end: index => index + 1 };
  const all = Object.keys(marks) as Escape[];
  const alone = all.filter(kind => text.includes(marks[kind]));
  if (alone.length === 0) return [plain];
  const ways = alone.length > 1 ? [all, ...alone.map(kind => [kind])] : [all];
  return [plain, ...ways.flatMap(way => layersBelow(plain, way))];
}

function layersBelow(plain: DecodedLayer, kinds: readonly Escape[]): DecodedLayer[] {
  const layers: DecodedLayer[] = [];
  for (let layer: DecodedLayer | undefined = plain; layers.length < deepest; ) {
    layer = decodeOnce(layer, kinds);
    if (!layer) break;
    layers.push(layer);
  }
  return layers;
}

/** Undefined where there was nothing to decode. */
function decodeOnce(layer: DecodedLayer, kinds: readonly Escape[]): DecodedLayer | undefined {
  const { text } = layer;
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  let copied = 0;
  let isChanged = false;
  const copyTo = (end: number) => {
    if (end === copied) return;
    parts.push(text.slice(copied, end));
    for (let at = copied; at < end; at++) {
      starts[length] = layer.start(at);
      ends[length++] = layer.end(at);
    }
  };
  const spelled = new RegExp(pattern(kinds), 'gi');
  for (let match = spelled.exec(text); match; match = spelled.exec(text)) {
    isChanged = true;
    copyTo(match.index);
    copied = match.index + match[0].length;
    const character = characterOf(match[0]);
    for (let unit = 0; unit < character.length; unit++) {
      starts[length] = layer.start(match.index);
      ends[length++] = layer.end(copied - 1);
    }
    parts.push(character);
  }
  if (!isChanged) return undefined;
  copyTo(text.length);
  return {
    text: parts.join(''),
    start: index => starts[index] as number,
    end: index => ends[index] as number,
  };
}

const patterns: Readonly<Record<Escape, string>> = {
  percent: '%[0-9a-f]{2}',
  json: '\\\\(?:u[0-9a-f]{4}|[^u])',
  html: '&(?:#0{0,6}[0-9]{1,7}|#x0{0,6}[0-9a-f]{1,6}|amp|lt|gt|quot|apos);',
};

function pattern(kinds: readonly Escape[]): string {
  return kinds.map(kind => patterns[kind]).join('|');
}

const shortJson: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const namedHtml: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function characterOf(spelling: string): string {
  if (spelling.startsWith('%')) return String.fromCharCode(Number.parseInt(spelling.slice(1), 16));
  if (spelling.startsWith('\\')) {
    const short = spelling.slice(1);
    return short.length === 5
      ? String.fromCharCode(Number.parseInt(short.slice(1), 16))
      : (shortJson[short] ?? short);
  }
  const named = namedHtml[spelling.toLowerCase()];
  if (named !== undefined) return named;
  const isHex = /^&#x/i.test(spelling);
  const code = Number.parseInt(spelling.slice(isHex ? 3 : 2), isHex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : spelling;
}
