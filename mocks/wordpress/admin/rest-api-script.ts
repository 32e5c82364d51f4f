import type { Context } from '../context.ts';
import { restUrl } from '../home.ts';
import { Html } from '../html.ts';
import { createNonce } from '../nonce.ts';

/**
 * What the dashboard's pages hand to their scripts: the REST API's address and a nonce that makes the log-in cookie
 * count there (`wpApiSettings`, printed for the script `wp-api-request`).
 */
export function restApiScript(context: Context): Html {
  const settings = {
    root: restUrl(context.site, '/', context.isTls),
    nonce: createNonce(context, 'wp_rest'),
    versionString: 'wp/v2/',
  };
  // A home URL is no text of a client's; `<` is escaped all the same, so that nothing can end the element.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return new Html(`\n<script id="wp-api-request-js-extra">\nvar wpApiSettings = ${json};\n</script>`);
}
