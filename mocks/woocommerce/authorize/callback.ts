import { isArray, type PhpValue } from '../../php/types.ts';
import type { Context } from '../../wordpress/context.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { fromBytes } from '../../wordpress/formatting/text.ts';
import { type RemoteResult, safeRemotePost } from '../../wordpress/http/remote-post.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import type { ConsumerData } from './grant.ts';

/** How long the app may take to answer. */
const timeoutSeconds = 60;

/** `WC_Auth::post_consumer_data()`: sends the new key to the app. */
export function postConsumerData(context: Context, data: ConsumerData, url: string): Promise<RemoteResult> {
  return safeRemotePost(context.site, context.isTls, escUrlRaw(url), {
    contentType: 'application/json;charset=UTF-8',
    body: new TextEncoder().encode(encodeConsumerData(data)),
    timeoutSeconds,
  });
}

/** The body of the callback, as wc-auth.158 has it. */
export function encodeConsumerData(data: ConsumerData): string {
  return encodeJson({ ...data, user_id: decoded(data.user_id) });
}

function decoded(value: PhpValue): unknown {
  if (!isArray(value)) return fromBytes(value);
  const entries = [...value].map(([key, entry]) => [key, decoded(entry)] as const);
  return entries.every(([key], i) => key === String(i))
    ? entries.map(([, entry]) => entry)
    : Object.fromEntries(entries);
}
