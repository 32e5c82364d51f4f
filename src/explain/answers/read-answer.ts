import type { ReceivedAnswer } from './answer.ts';
import { codeOfMessage } from './messages.ts';

/** Codes as WordPress, WooCommerce and plugins write them, wherever they stand in a text. */
const codeWord =
  /\b((?:woocommerce|wc|rest|jwt_auth|jwt|itsec|dra|rsa|wfls|oauth1|json_oauth1|mo_api|application_passwords?)_[a-z0-9_]{3,}|invalid_(?:username|email|password)|incorrect_password|empty_(?:username|password)|internal_server_error|db_connect_error|invalid_token|no_auth_header|user_cannot_view)\b(?!\s*(?:=(?!>)|\())/;

/** An exception's message ends with the code, in the clients for WooCommerce; its class may look like one. */
const bracketedCode = /\[((?:woocommerce|rest)_[a-z0-9_]+)\]/;

/** What Python 2 puts before a literal, and PHP's var_dump(). */
const beforeLiteral = String.raw`(?:string\(\d+\)\s*|u(?=["']))?`;

const jsonCode = new RegExp(
  `["']?code["']?\\s*(?::|=>?|\\]\\s*=>)\\s*${beforeLiteral}["']?(-?[A-Za-z][\\w-]*)["']?`,
);
const jsonMessage = new RegExp(
  `["']?message["']?\\s*(?::|=>?|\\]\\s*=>)\\s*${beforeLiteral}(["'])((?:\\\\.|(?!\\1)[\\s\\S])*)\\1`,
);
/** As Dart, Java and Ruby print a map, and consoles a line: `message: Invalid signature - …, data: {…}`. */
const bareMessage = /\bmessage\s*[:=]\s*([^\s"'{][^\n]*?)(?:,\s*(?:data|code)\b|[}\n]|$)/;

/** Errors are short: what comes behind, a long page or list, is not looked at. */
const mostRead = 65_536;

const statusForms: readonly RegExp[] = [
  /^(?:<\s*)?HTTP\/[\d.]+ (\d{3})\b/m,
  /["']?status["']?\]?\s*(?::|=>)\s*(?:int\()?["']?(\d{3})\b/i,
  /\bstatus[ _-]?code["']?\s*(?:[:=]|of|is|was)?\s*["']?(\d{3})\b/i,
  /\b(4\d\d|5\d\d)\s+\(?(?:Unauthorized|Forbidden|Not Found|Not Acceptable|Bad Request|Method Not Allowed|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Too Many Requests|Client Error|Request header|Authorization Required)/i,
  /\b(?:HTTP|error|status|response|code|got|returns?|answer(?:ed)?)\b[^\n\d]{0,24}\b([345]\d\d)\b/i,
  /\((4\d\d|5\d\d)\)/,
];

/** An answer in a text: raw HTTP, JSON, a dump of PHP, an exception's message, the text of a screenshot. */
export function readAnswer(given: string): ReceivedAnswer | undefined {
  const text = given.slice(0, mostRead);
  const code = jsonCode.exec(text)?.[1] ?? bracketedCode.exec(text)?.[1] ?? codeWord.exec(text)?.[1];
  const known = bracketedCode.exec(text)?.[1] ?? codeWord.exec(text)?.[1];
  const message = unescaped(jsonMessage.exec(text)?.[2] ?? bareMessage.exec(text)?.[1]);
  const status = statusOf(text);
  const named = code !== undefined && !/^\d+$/.test(code) ? code : known;
  const byMessage = named ?? codeOfMessage(text);
  if (byMessage === undefined && status === undefined && !/<html|<!doctype|<title/i.test(text))
    return undefined;
  return { status, headers: fieldsOf(text), code: byMessage, message, text };
}

function statusOf(text: string): number | undefined {
  for (const form of statusForms) {
    const found = form.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}

function fieldsOf(text: string): [string, string][] {
  const start = /^(?:<\s*)?HTTP\/[\d.]+ \d{3}[^\n]*\n/m.exec(text);
  if (!start)
    return [...text.matchAll(/^(?:<\s)?([A-Za-z][\w-]*): +([^\r\n]+)$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    );
  const rest = text.slice(start.index + start[0].length).split(/\r?\n/);
  const fields: [string, string][] = [];
  for (const line of rest) {
    const field = /^(?:<\s)?([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    if (!field) break;
    fields.push([field[1] as string, field[2] as string]);
  }
  return fields;
}

function unescaped(text: string | undefined): string | undefined {
  return text
    ?.replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["'\\/])/g, '$1');
}
