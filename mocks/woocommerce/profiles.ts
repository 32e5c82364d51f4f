/** What differs between WooCommerce versions, as data; each entry names the recording that shows it. */
export interface Profile {
  /** WooCommerce's version as users name it: `10.5`. */
  readonly name: string;
  /** The full version that was recorded, `10.5.0`. */
  readonly woocommerce: string;
  /** WordPress's version that it was recorded on, `6.9.1`. */
  readonly wordpress: string;
}

export const profiles: Readonly<Record<string, Profile>> = {
  '6.6': { name: '6.6', woocommerce: '6.6.0', wordpress: '6.0.1' },
  '8.2': { name: '8.2', woocommerce: '8.2.2', wordpress: '6.4.1' },
  '10.5': { name: '10.5', woocommerce: '10.5.0', wordpress: '6.9.1' },
  '11.1': { name: '11.1', woocommerce: '11.1.0', wordpress: '6.9.1' },
};
