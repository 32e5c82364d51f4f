import { type Answer, noBody } from '../message.ts';
import type { PhpRequest } from '../php/request.ts';
import { nocacheHeaders } from './nocache.ts';
import { criticalError } from './page.ts';
import { encodeJson } from './rest/json.ts';
import { isJsonMediaType } from './rest/params.ts';
import type { Site } from './site.ts';

const message =
  '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>';

/** What WordPress shows when PHP dies (WP_Fatal_Error_Handler): JSON to clients that send or accept it, a page to others. */
export function criticalAnswer(site: Site, request: PhpRequest): Answer {
  const answer = isJsonRequest(request) ? criticalJson(site) : criticalError(site);
  return request.method === 'HEAD' ? { ...answer, body: noBody } : answer;
}

/** `wp_is_json_request()`. */
function isJsonRequest(request: PhpRequest): boolean {
  return (
    isJsonMediaType(request.header('Accept') ?? '') || isJsonMediaType(request.server('CONTENT_TYPE') ?? '')
  );
}

/** `_json_wp_die_handler()`. */
function criticalJson(site: Site): Answer {
  const data = { code: 'internal_server_error', message, data: { status: 500 }, additional_errors: [] };
  return {
    status: 500,
    headers: [...nocacheHeaders(site), 'Content-Type', 'application/json; charset=UTF-8'],
    body: new TextEncoder().encode(encodeJson(data)),
  };
}
