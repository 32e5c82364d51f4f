/** What the page Explain shows: an explanation with its secrets masked, in the parts of which the page is made. */
import { explainText, largestInput } from '../../src/explain/explain-text.ts';
import type { Explanation } from '../../src/explain/explanation.ts';
import { createRedactor } from '../../src/redact/redact.ts';

export interface Given {
  readonly secret: string;
  readonly webhookSecret?: string;
  readonly home: string;
  /** Unix seconds. */
  readonly now: number;
}

/** An explanation, or a sentence that says what is wrong with the input. */
export type ExplainView =
  | { readonly error: string }
  | { readonly error?: undefined; readonly tone: 'good' | 'bad' | 'open'; readonly said: Explanation };

/** What is said of a file that has more bytes than explain reads characters of anything; undefined of others. */
export function tooLarge(bytes: number): ExplainView | undefined {
  // UTF-8 takes four bytes for a character at most.
  if (bytes <= 4 * largestInput) return undefined;
  return {
    error: `The file has ${Math.round(bytes / 1e6)} MB; at most ${largestInput / 1e6} million characters of HAR or of a log are read: cut the request and its answer out.`,
  };
}

const tones: Readonly<Record<Explanation['verdict'], 'good' | 'bad' | 'open'>> = {
  right: 'good',
  open: 'good',
  mistake: 'bad',
  dies: 'bad',
  unexplained: 'open',
  incomplete: 'open',
  unread: 'open',
  preflight: 'open',
  told: 'open',
};

export function explainView(text: string, { secret, webhookSecret = '', home, now }: Given): ExplainView {
  const secrets = [secret.trim(), webhookSecret.trim()].filter(each => each !== '');
  if (text.trim() === '') return { error: 'Paste a request or an answer first.' };
  if (secret.trim().startsWith('ck_'))
    return { error: 'The consumer secret begins with cs_: this is a consumer key.' };
  try {
    const explanation = explainText(text, {
      ...(secret.trim() !== '' && { consumerSecret: secret.trim() }),
      ...(webhookSecret.trim() !== '' && { webhookSecret: webhookSecret.trim() }),
      ...(home.trim() !== '' && { home: home.trim() }),
      now,
    });
    if (explanation === undefined)
      return {
        error:
          'This is not understood. Expected: a URL, a curl or wget command, a fetch(), raw HTTP, curl -v, HAR, lines of an access log, an answer, or a delivery of a webhook.',
      };
    return { tone: tones[explanation.verdict], said: createRedactor(secrets).value(explanation) };
  } catch (error) {
    return { error: createRedactor(secrets).text(error instanceof Error ? error.message : String(error)) };
  }
}
