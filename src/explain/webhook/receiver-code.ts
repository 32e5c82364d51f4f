import { type Explanation, withoutSignature } from '../explanation.ts';
import { webhookMistakes } from './mistakes.ts';

/** What shows in the code of a receiver which mistake it makes; the likeliest to be the cause first. */
const signs: readonly (readonly [sign: (code: string) => string | undefined, id: string])[] = [
  [code => rewriting.exec(code)?.[0], 'webhook-body-rewritten'],
  [code => (rawBody.test(code) ? undefined : parsedBody.exec(code)?.[0]), 'webhook-body-rewritten'],
  [code => /\$_POST\b/.exec(code)?.[0], 'webhook-body-left-out'],
  [code => otherHash.exec(code)?.[0], 'webhook-other-algorithm'],
  [code => hexadecimal.exec(code)?.[0], 'webhook-hexadecimal'],
];

const rewriting =
  /JSON\.stringify\([^)\n]*\)?|json\.dumps\([^)\n]*\)?|json_encode\([^)\n]*\)?|jsonEncode\([^)\n]*\)?|JsonConvert\.SerializeObject\([^)\n]*\)?|\bparams\.to_json\b/;
/** A body that a parser has read, in the place of the bytes. */
const parsedBody =
  /(?:HmacSHA256\(|\.update\()\s*(?:req|request|ctx\.request|event)\.body\b|request\.(?:json|form)\b[^\n]*/;
const rawBody = /\b(?:express|bodyParser)\.(?:raw|text)\b|raw_?body|verify:|get_data\(/i;
const otherHash =
  /(?:createHmac|hash_hmac|hash)\(\s*["'](?:sha1|md5|sha512)["']|HmacSHA1|hashlib\.(?:sha1|md5)\b/i;
const hexadecimal =
  /\.digest\(\s*["']hex["']\s*\)|\.hexdigest\(|enc\.Hex\b|hash_hmac\(\s*["']sha256["'](?:(?!,\s*true\b)[^\n;])*\)\s*[;)]/;

/** What is wrong with the code of a receiver that checks signatures; undefined where it shows nothing. */
export function explainReceiver(text: string): Explanation | undefined {
  if (!/x[-_]wc[-_]webhook[-_]signature/i.test(text)) return undefined;
  for (const [sign, id] of signs) {
    const found = sign(text);
    const mistake = webhookMistakes.find(one => one.id === id);
    if (found === undefined || mistake === undefined) continue;
    const says = `The code makes another signature than WooCommerce does (${found}). ${mistake.says}`;
    return {
      ...withoutSignature,
      verdict: 'mistake',
      says,
      cause: { id, says, fix: mistake.fix, refuses: true },
      checks: [],
    };
  }
  return undefined;
}
