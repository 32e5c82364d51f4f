/* Generated from schemas/configuration.schema.json by `npm run generate`: change the schema, not this file. */

export type HostingName =
  | 'authorization-basic-only'
  | 'cache'
  | 'htpasswd'
  | 'methods-blocked'
  | 'query-dropped'
  | 'query-q-added'
  | 'redirect-https'
  | 'strip-authorization'
  | 'tls-ends-at-proxy';
/**
 * A text, or the name of the variable that holds it.
 */
export type Text = string | SecretReference;
export type Seconds = number;

/**
 * latchkey.config.json: the stores that Latchkey knows by name. Comments are allowed; secrets are not, they are named by variable.
 */
export interface Configuration {
  $schema?: string;
  /**
   * Of this format; 1 when left out.
   */
  schemaVersion?: 1;
  /**
   * A file of variables beside the environment, seen from this file; .env when left out. Git has to ignore it.
   */
  envFile?: string;
  /**
   * Patterns of feature files of your own, seen from this file: their requirements are judged beside the shipped ones, with the shipped steps.
   */
  features?: string[];
  defaults?: Defaults;
  /**
   * Stores by name. `simulated` is there without being named.
   */
  targets: {
    [k: string]: TargetConfiguration;
  };
}
/**
 * What is said of no target: members of a target but its URLs. A target's own member takes the place of the whole member here; of pace, timeouts, capabilities, headers, personas and users each member of theirs.
 */
export interface Defaults {
  [k: string]: unknown;
}
export interface TargetConfiguration {
  /**
   * The site's URL.
   */
  url: string;
  /**
   * The site over plain HTTP, where that is more than another scheme: a port of its own.
   */
  httpUrl?: string;
  /**
   * The site over TLS, likewise.
   */
  httpsUrl?: string;
  /**
   * What the store can do. What is not said is probed.
   */
  capabilities?: {
    tls?: boolean;
    plainHttp?: boolean;
    legacyApi?: boolean;
    wcAuth?: boolean;
    english?: boolean;
  };
  /**
   * The hosting faults that the store stands behind, by the names of `latchkey faults`: the requirements on them are judged then. What can be seen from outside need not be said.
   */
  hosting?: HostingName[];
  /**
   * Whether Latchkey may write: make keys and users, which it removes again. false when left out.
   */
  writes?: boolean;
  administrator?: LogIn;
  /**
   * Users by role, who can log in for the key-granting flow.
   */
  users?: {
    [k: string]: LogIn;
  };
  /**
   * Keys by what they may do.
   */
  personas?: {
    [k: string]: PersonaKey;
  };
  /**
   * Where the store sends granted keys: an HTTPS URL that leads to Latchkey, and a certificate that the store trusts.
   */
  callback?: {
    /**
     * How the store reaches it, when that is not https://localhost:PORT.
     */
    url?: string;
    /**
     * The address to listen on; 127.0.0.1 when left out.
     */
    host?: string;
    /**
     * 0, or nothing, takes a free one.
     */
    port?: number;
    /**
     * A file in PEM.
     */
    cert: string;
    /**
     * A file in PEM.
     */
    key: string;
  };
  pace?: {
    /**
     * 10 when left out.
     */
    requestsPerSecond?: number;
    /**
     * Requests at the same time; 2 when left out.
     */
    concurrency?: number;
    /**
     * After so many refused credentials the rest is skipped: brute-force plugins count them. No limit when left out.
     */
    refusals?: number;
    /**
     * The longest Retry-After that is obeyed, in seconds; 60 when left out.
     */
    longestWait?: number;
  };
  /**
   * In seconds.
   */
  timeouts?: {
    connect?: Seconds;
    answer?: Seconds;
  };
  /**
   * Certificates to trust, in PEM.
   */
  caFile?: string;
  /**
   * Fields that go with every request.
   */
  headers?: {
    [k: string]: Text;
  };
  htpasswd?: LogIn;
  /**
   * A text, or the name of the variable that holds it.
   */
  proxy?: string | SecretReference;
  /**
   * Where to connect instead, by host:port, as curl's --connect-to.
   */
  connectTo?: {
    [k: string]: string;
  };
  /**
   * WooCommerce's version; a store that tells another one ends the run, one that tells none is taken for it.
   */
  expectedVersion?: string;
}
export interface LogIn {
  login: Text;
  password: SecretReference;
}
/**
 * A secret by the name of the variable that holds it, never by its value.
 */
export interface SecretReference {
  env: string;
}
export interface PersonaKey {
  consumerKey: SecretReference;
  consumerSecret: SecretReference;
}
