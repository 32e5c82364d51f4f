import { type Html, html } from '../../wordpress/html.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

/**
 * `wc_print_notices()`: what was wrong with the last try to log in. Themes made of blocks, as WordPress brings them, are
 * shown a banner by newer WooCommerce, in which a single notice is no item of a list.
 */
export function notices(profile: Profile, errors: readonly Html[]): Html | undefined {
  if (errors.length === 0) return undefined;
  const items = errors.map(error => html`<li>${error}</li>`);
  if (!versionAtLeast(profile.woocommerce, '10.0')) {
    return html`<div role="alert"><ul class="woocommerce-error">${items}</ul></div>`;
  }
  const content =
    errors.length === 1 ? errors[0] : html`<p>The following problems were found:</p><ul>${items}</ul>`;
  return html`<div class="notice error wc-block-components-notice-banner is-error" role="alert"><div class="wc-block-components-notice-banner__content">${content}</div></div>`;
}
