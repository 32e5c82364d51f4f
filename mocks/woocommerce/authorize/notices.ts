import { type Html, html } from '../../wordpress/html.ts';
import type { Theme } from '../../wordpress/site.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

/**
 * `wc_print_notices()`: what was wrong with the last try to log in, as a list (the recorded stores, all with a classic
 * theme, from 5.8 to 10.5). Themes made of blocks, as WordPress brings them, are shown a banner by newer WooCommerce, in
 * which a single notice is no item of a list.
 */
export function notices(profile: Profile, theme: Theme, errors: readonly Html[]): Html | undefined {
  if (errors.length === 0) return undefined;
  const items = errors.map(error => html`<li>${error}</li>`);
  if (theme === 'classic' || !versionAtLeast(profile.woocommerce, '10.0')) {
    return html`<div role="alert"><ul class="woocommerce-error">${items}</ul></div>`;
  }
  const content =
    errors.length === 1 ? errors[0] : html`<p>The following problems were found:</p><ul>${items}</ul>`;
  return html`<div class="notice error wc-block-components-notice-banner is-error" role="alert"><div class="wc-block-components-notice-banner__content">${content}</div></div>`;
}
