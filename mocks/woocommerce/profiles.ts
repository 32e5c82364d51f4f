/** What differs between WooCommerce versions, as data; each entry names the recording that shows it. */
export interface Profile {
  /** WooCommerce's version as users name it: `10.5`. */
  readonly name: string;
  /** The full version that was recorded, `10.5.0`. */
  readonly woocommerce: string;
  /** WordPress's version that it was recorded on, `6.9.1`. */
  readonly wordpress: string;
  /**
   * What the legacy API does to a consumer key before it looks it up and, with `sanitize_key`, to the secret too: the
   * plugin has `sanitize_key` (legacy.bad.021 of wc-10.5: 200), the built-in one does not (wc-8.2: 401).
   */
  readonly legacyCleaning: LegacyCleaning;
}

/** WordPress's functions by name. */
export type LegacyCleaning = 'sanitize_key' | 'sanitize_text_field';

export const profiles: Readonly<Record<string, Profile>> = {
  '6.6': { name: '6.6', woocommerce: '6.6.0', wordpress: '6.0.1', legacyCleaning: 'sanitize_text_field' },
  '8.2': { name: '8.2', woocommerce: '8.2.2', wordpress: '6.4.1', legacyCleaning: 'sanitize_text_field' },
  '10.5': { name: '10.5', woocommerce: '10.5.0', wordpress: '6.9.1', legacyCleaning: 'sanitize_key' },
  '11.1': { name: '11.1', woocommerce: '11.1.0', wordpress: '6.9.1', legacyCleaning: 'sanitize_key' },
};
