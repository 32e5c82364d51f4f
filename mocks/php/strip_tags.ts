const space = /[\t-\r ]/;

/**
 * `strip_tags()` without allowed tags, as PHP 8.2's state machine does it: a `<` before white space is text,
 * a tag that never ends takes the rest along, quotes inside a tag hide its end. Byte strings.
 */
export function strip_tags(text: string): string {
  let out = '';
  let state: 'text' | 'tag' | 'php' | 'declaration' | 'comment' = 'text';
  let depth = 0;
  let quote = '';
  let brackets = 0;
  let last = '';
  let isXml = false;
  const end = () => {
    state = 'text';
    quote = '';
    isXml = false;
  };
  const toggle = (character: string) => {
    if (quote === '') quote = character;
    else if (quote === character) quote = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    const before = text[i - 1] ?? '';
    if (state === 'text') {
      if (c === '\0') continue;
      if (c === '<') {
        if (quote !== '') continue;
        if (space.test(text[i + 1] ?? '')) out += c;
        else {
          last = '<';
          state = 'tag';
        }
      } else if (c === '>') {
        if (depth > 0) depth--;
        else if (quote === '') out += c;
      } else out += c;
    } else if (state === 'tag') {
      if (c === '<') {
        if (quote === '' && !space.test(text[i + 1] ?? '')) depth++;
      } else if (c === '>') {
        if (depth > 0) depth--;
        else if (quote === '') {
          last = '>';
          if (!(isXml && before === '-')) end();
        }
      } else if (c === '"' || c === "'") {
        if (i > 0) toggle(c);
      } else if (c === '!' && before === '<') {
        state = 'declaration';
        last = c;
      } else if (c === '?' && before === '<') {
        state = 'php';
        brackets = 0;
      }
    } else if (state === 'php') {
      if (c === '(' || c === ')') {
        if (last !== '"' && last !== "'") {
          last = c;
          brackets += c === '(' ? 1 : -1;
        }
      } else if (c === '>') {
        if (depth > 0) depth--;
        else if (quote === '' && brackets === 0 && last !== '"' && before === '?') end();
      } else if (c === '"' || c === "'") {
        if (before !== '\\') {
          if (last === c) last = '\0';
          else if (last !== '\\') last = c;
          toggle(c);
        }
      } else if (c === 'l' || c === 'L') {
        // PHP looks for `<?xml` only from its sixth character on: at the very start it stays a script.
        if (i > 4 && /^<\?xm$/i.test(text.slice(i - 4, i))) {
          state = 'tag';
          isXml = true;
        }
      }
    } else if (state === 'declaration') {
      if (c === '>') {
        if (depth > 0) depth--;
        else if (quote === '') end();
      } else if (c === '"' || c === "'") {
        if (before !== '\\') toggle(c);
      } else if (c === '-' && before === '-' && text[i - 2] === '!') state = 'comment';
      else if ((c === 'E' || c === 'e') && /doctyp$/i.test(text.slice(Math.max(0, i - 6), i))) state = 'tag';
    } else if (c === '>' && quote === '' && before === '-' && text[i - 2] === '-') end();
  }
  return out;
}
