import type { AuthorizationCallback } from '../../schemas/types/answers.ts';
import { answerProblems, isAnswer } from '../answers/validate.ts';
import { jsonIn } from '../files/json-text.ts';

export type { AuthorizationCallback };

const callback = 'wc-auth-callback';

/** What an app expects of a callback. */
export interface ExpectedCallback {
  /** The `user_id` of its own authorization request. */
  readonly userId: string;
  /** The scope that it asked for; any when left out. */
  readonly scope?: string;
}

/** The key of a callback, or why an app must not take it. */
export type CallbackReading =
  | { readonly key: AuthorizationCallback }
  | { readonly problems: readonly string[] };

/**
 * Reads the JSON that a store POSTs to an app. `user_id` is compared as text, since it comes back as text whatever
 * the app made it of; a key for somebody else is refused. Problems never quote the credentials.
 *
 * @example
 * ```ts
 * import { readCallback } from 'latchkey';
 *
 * export async function receive(request: Request): Promise<Response> {
 *   const reading = readCallback(await request.text(), { userId: '42', scope: 'read_write' });
 *   if ('problems' in reading) return new Response(reading.problems.join('\n'), { status: 400 });
 *   const { consumer_key, consumer_secret } = reading.key; // keep them
 *   return new Response();
 * }
 * ```
 */
export function readCallback(body: string, expected: ExpectedCallback): CallbackReading {
  const json = jsonIn(body);
  if (json === undefined) return { problems: ['the body is no JSON'] };
  if (!isAnswer(callback, json)) return { problems: answerProblems(callback, json) };
  if (json.user_id !== expected.userId) {
    return {
      problems: [`user_id is ${JSON.stringify(json.user_id)}, not ${JSON.stringify(expected.userId)}`],
    };
  }
  if (expected.scope !== undefined && json.key_permissions !== expected.scope) {
    return { problems: [`key_permissions is ${json.key_permissions}, not ${expected.scope}`] };
  }
  return { key: json };
}

/** What the `return_url` says of the outcome when the merchant comes back. */
export interface ReturnReading {
  /** undefined: the store has put no `success` there. */
  readonly granted: boolean | undefined;
  readonly userId: string | undefined;
}

/**
 * Reads the URL that the merchant came back to. It proves nothing: the key comes by the callback alone.
 *
 * @example
 * ```ts
 * import { readReturn } from 'latchkey';
 *
 * readReturn('https://app.test/done?success=1&user_id=42'); // { granted: true, userId: '42' }
 * ```
 */
export function readReturn(url: string): ReturnReading {
  const query = new URL(url).searchParams;
  const success = query.get('success');
  return {
    granted: success === '1' ? true : success === '0' ? false : undefined,
    userId: query.get('user_id') ?? undefined,
  };
}
