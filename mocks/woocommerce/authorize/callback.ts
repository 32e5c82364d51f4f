import type { Context } from '../../wordpress/context.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { type RemoteResult, safeRemotePost } from '../../wordpress/http/remote-post.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import type { ConsumerData } from './grant.ts';

/** How long the app may take to answer. */
const timeoutSeconds = 60;

/** `WC_Auth::post_consumer_data()`: sends the new key to the app. */
export function postConsumerData(
  context: Context,
  data: ConsumerData,
  url: string,
  redirects: number,
): Promise<RemoteResult> {
  return safeRemotePost(context.site, context.isTls, escUrlRaw(url), {
    contentType: 'application/json;charset=UTF-8',
    body: new TextEncoder().encode(encodeJson(data)),
    timeoutSeconds,
    redirects,
  });
}
