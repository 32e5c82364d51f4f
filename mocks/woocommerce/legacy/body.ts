import { isArray } from '../../php/types.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import type { LegacyRequest } from './request.ts';

export interface LegacyBody {
  readonly contentType: string;
  /** A status that takes the place of the handler's. */
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly text: string;
}

/** WC_API_JSON_Handler: JSON, or JavaScript where `_jsonp` names a function. */
export function encodeBody(request: LegacyRequest, data: unknown): LegacyBody {
  const callback = request.get.get('_jsonp');
  if (callback === undefined)
    return { contentType: 'application/json; charset=UTF-8', text: encodeJson(data) };
  const contentType = 'application/javascript; charset=UTF-8';
  // wp_check_jsonp_callback()
  if (isArray(callback) || /[^\w.]/.test(callback)) {
    return { contentType, status: 400, text: invalidCallback };
  }
  return {
    contentType,
    headers: ['X-Content-Type-Options', 'nosniff'],
    // The comment in front is WordPress's guard against content that Flash would run.
    text: `/**/${callback}(${encodeJson(data)})`,
  };
}

/** The message has no name but the number 0, as in the original; as text, since JavaScript would put it first. */
const invalidCallback =
  '[{"code":"woocommerce_api_jsonp_callback_invalid","0":"The JSONP callback function is invalid"}]';
