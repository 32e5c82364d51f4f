/**
 * The words of a command line, as the shell that it was written for would hand them over. The command is read, not
 * run: variables stay as they stand, and an unquoted `&` inside a URL, where a shell would cut, belongs to it.
 */
export function shellWords(text: string): string[] {
  if (/\^\r?\n|\^"/.test(text)) return wordsOf(windows(text), '"', '"');
  // PowerShell ends a continued line with a backtick.
  return wordsOf(text.replaceAll(/`\r?\n/g, ' '), `'"`, '');
}

/** Whether a URL of the command line holds an ampersand that nothing quotes: there bash and cmd end the command. */
export function isCutAtAmpersand(commandLine: string): boolean {
  const bare = commandLine.replaceAll(/[\\^][\s\S]/g, '').replaceAll(/'[^']*'|"[^"]*"/g, '');
  return /[^\s?]\?[^\s]*&[^\s&]/.test(bare);
}

/** cmd.exe: a caret takes the next character as it is, at the end of a line it joins the next one. */
function windows(text: string): string {
  return text.replaceAll(/\^\r?\n/g, ' ').replaceAll(/\^([^\r\n])/g, '$1');
}

const blank = /\s/;
const operator = /^(?:\|\|?|&&?|;|[0-9]?>{1,2}|<)$/;

/**
 * @param quotes The characters that quote.
 * @param escapable What a backslash outside single quotes takes as it is; everything where it is ''.
 */
function wordsOf(text: string, quotes: string, escapable: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    const next = text[i + 1] ?? '';
    if (char === '\\' && (escapable === '' || escapable.includes(next))) {
      const end = /^\\(\r?\n|[\s\S]?)/.exec(text.slice(i))?.[1] ?? '';
      if (!end.endsWith('\n')) word = (word ?? '') + end;
      i += end.length;
    } else if (char === '$' && next === "'" && escapable === '' && (word ?? '') === '') {
      const [content, length] = ansiQuoted(text.slice(i + 2));
      word = content;
      quoted = true;
      i += 1 + length;
    } else if (quotes.includes(char)) {
      const [content, length] = inQuotes(text.slice(i + 1), char, escapable);
      word = (word ?? '') + content;
      quoted = true;
      i += length;
    } else if (blank.test(char)) {
      if (word !== undefined) {
        if (!quoted && operator.test(word)) return words;
        words.push(word);
      }
      word = undefined;
      quoted = false;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined && (quoted || !operator.test(word))) words.push(word);
  return words;
}

/** The content of a quotation and how many characters it takes, its end included. */
function inQuotes(text: string, quote: string, escapable: string): [string, number] {
  let content = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    const next = text[i + 1] ?? '';
    if (char === quote) return [content, i + 1];
    if (char === '\\' && quote === '"' && (escapable === '' ? '"\\$`\n' : '"\\').includes(next)) {
      if (next !== '\n') content += next;
      i++;
    } else content += char;
  }
  return [content, text.length];
}

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b' };

/** `$'…'`, in which browsers copy what plain quotes cannot hold. */
function ansiQuoted(text: string): [string, number] {
  let content = '';
  let i = 0;
  while (i < text.length) {
    if (text[i] === "'") return [content, i + 1];
    const code = /^\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3}))/.exec(
      text.slice(i),
    );
    if (code) {
      const [all, x, u, U, octal] = code;
      content += String.fromCodePoint(
        octal ? Number.parseInt(octal, 8) : Number.parseInt(x ?? u ?? U ?? '', 16),
      );
      i += all.length;
    } else if (text[i] === '\\') {
      const next = text[i + 1] ?? '';
      content += named[next] ?? next;
      i += 2;
    } else content += text[i++];
  }
  return [content, i];
}
