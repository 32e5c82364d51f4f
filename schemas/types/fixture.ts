/* Generated from schemas/fixture.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * What a simulated store starts from: its home URL, versions, users and API keys.
 */
export interface Fixture {
  $schema?: string;
  /**
   * Of this format; 1 when left out.
   */
  schemaVersion?: 1;
  /**
   * A name for the store.
   */
  store?: string;
  /**
   * The home URL, which OAuth signatures are made of: an absolute http or https URL.
   */
  home: string;
  /**
   * Where the store is reached over TLS.
   */
  https?: string;
  /**
   * WordPress's version.
   */
  wordpress: string;
  /**
   * WooCommerce's version; the first two numbers choose the profile.
   */
  woocommerce: string;
  /**
   * The site's title.
   */
  title?: string;
  /**
   * What the theme is made of; classic when left out. WooCommerce shows notices otherwise in a theme of blocks.
   */
  theme?: 'classic' | 'block';
  users: User[];
  /**
   * Users that WordPress has deleted, and their keys with them.
   */
  deleted_users?: {
    id: number;
    login: string;
    role?: string;
  }[];
  keys: Key[];
  /**
   * Application passwords that users have made: Basic credentials with the user's login.
   */
  application_passwords?: {
    user_id: number;
    name: string;
    /**
     * Spaces do not count.
     */
    password: string;
  }[];
  /**
   * `plugin woocommerce-legacy-rest-api`, `built in`, or `absent`.
   */
  legacy_api?: string;
  /**
   * How many orders to seed.
   */
  orders?: number;
  switches?: Switches;
}
export interface User {
  id: number;
  login: string;
  email?: string;
  password?: string;
  /**
   * A role of WordPress or WooCommerce: administrator, shop_manager, customer, editor, author, contributor, subscriber.
   */
  role: string;
}
export interface Key {
  /**
   * The persona's name.
   */
  name?: string;
  key_id?: number;
  /**
   * 0 is nobody.
   */
  user_id: number;
  /**
   * `read`, `write` or `read_write`; anything else lets nothing through.
   */
  permissions: string;
  consumer_key: string;
  consumer_secret: string;
  /**
   * `active`, or why the row is odd; a state that begins with `row deleted` has no row.
   */
  state?: string;
}
export interface Switches {
  permalinks?: 'pretty' | 'plain';
  maintenance?: boolean;
  comingSoon?: boolean;
  applicationPasswords?: boolean;
}
