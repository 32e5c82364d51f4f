import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** What is wrong with a text that is no JSON, for a person, and where. */
export interface SyntaxProblem {
  readonly what: string;
  readonly offset: number;
}

/** The first thing that keeps a text from being JSON; undefined when the parser finds nothing. */
export function syntaxProblem(text: string, isCommented: boolean): SyntaxProblem | undefined {
  if (text.trim() === '') return { what: 'it is empty', offset: 0 };
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: !isCommented, allowTrailingComma: isCommented });
  const [first] = errors;
  if (!first) return undefined;
  const code = printParseErrorCode(first.error);
  const end = text.slice(0, first.offset).trimEnd().length;
  // In plain JSON a closing bracket behind a comma: the comma is what has to go.
  if (!isCommented && text[end - 1] === ',' && /[}\]]/.test(text[first.offset] ?? ''))
    return { what: 'there is a comma too many', offset: end - 1 };
  if (code === 'CommaExpected' && /[}\]]/.test(text[first.offset] ?? ''))
    return { what: `a closing ${text[first.offset] === '}' ? ']' : '}'} is missing`, offset: end };
  // What is missing is missed behind what stands before, not where the next line begins.
  const isMissing = missing.has(code) && end > 0;
  return { what: sentences[code] ?? 'this does not belong here', offset: isMissing ? end : first.offset };
}

const missing: ReadonlySet<string> = new Set([
  'ColonExpected',
  'CommaExpected',
  'CloseBraceExpected',
  'CloseBracketExpected',
]);

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value of JSON; a text stands in double quotes',
  InvalidNumberFormat: 'this is no number of JSON',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'there is more behind the end of the value',
  InvalidCommentToken: 'there is a comment, which JSON has not',
  UnexpectedEndOfComment: 'the comment is not closed',
  UnexpectedEndOfString: 'the text is not closed on its line',
  UnexpectedEndOfNumber: 'the number is cut off',
  InvalidUnicode: 'four hexadecimal digits are missing behind \\u',
  InvalidEscapeCharacter: 'a backslash stands before what JSON does not escape',
  InvalidCharacter: 'there is a character that has to be escaped',
};
