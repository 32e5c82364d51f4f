/* Generated from schemas/control.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * Header fields in the order sent: name and value
 */
export type Fields = [string, string][];

/**
 * What the control listener answers, by route. Credentials are masked everywhere.
 */
export interface ControlAnswers {
  'GET /'?: Serving;
  'GET /health'?: Health;
  'PUT /clock'?: Clock;
  'POST /reset'?: Clock;
  'GET /journal'?: Journal;
  'DELETE /journal'?: Journal;
  'POST /deliver'?: Deliveries;
  'GET /site'?: Site;
  'PUT /site'?: Site;
  'GET /faults'?: Faults;
  'PUT /faults'?: Faults;
  error?: ControlFailure;
}
/**
 * What a client needs to know of the store; latchkey serve --json prints it. The secrets of a fixture of somebody's own are left out
 */
export interface Serving {
  schemaVersion: 1;
  /**
   * http://127.0.0.1:8080
   */
  http: string;
  /**
   * https://127.0.0.1:8080
   */
  https: string;
  /**
   * The control listener
   */
  control: string;
  /**
   * The page that shows each request as it comes
   */
  workbench: string;
  /**
   * Host and port where it stands in for PHP-FPM
   */
  fastcgi?: string;
  /**
   * The file of the authority to trust; null when the certificate is the user's own
   */
  ca: string | null;
  /**
   * The store's home URL, which OAuth clients sign
   */
  home: string;
  /**
   * The profile that the store answers as: 10.5
   */
  profile: string;
  keys: ServedKey[];
  users: ServedUser[];
  /**
   * Environment variables for a client: the URLs, the first key that works, the authority
   */
  environment: {
    [k: string]: string;
  };
}
export interface ServedKey {
  /**
   * The key's name in the fixture: owner
   */
  persona: string;
  /**
   * read, write, read_write, or another text that lets nobody in
   */
  permissions: string;
  /**
   * active, or why it does not work
   */
  state: string;
  userId: number;
  consumerKey: string;
  consumerSecret?: string;
}
export interface ServedUser {
  id: number;
  login: string;
  role: string;
  password?: string;
}
export interface Health {
  status: 'ok';
  /**
   * The profile that the store answers as: 10.5
   */
  profile: string;
  /**
   * The store's home URL
   */
  home: string;
  /**
   * The store's clock, Unix seconds
   */
  now: number;
}
export interface Clock {
  /**
   * The store's clock, Unix seconds
   */
  now: number;
}
export interface Journal {
  /**
   * The last exchanges, oldest first
   */
  exchanges: JournalEntry[];
  /**
   * The last deliveries and pings of webhooks, oldest first
   */
  deliveries: DeliveryEntry[];
}
export interface JournalEntry {
  /**
   * The store's clock when it arrived, Unix seconds
   */
  at: number;
  request: {
    method: string;
    scheme: 'http' | 'https';
    /**
     * The address that the client connected to
     */
    host: string;
    target: string;
    headers: Fields;
    /**
     * The first 4,096 characters
     */
    body: string;
    bodyBytes: number;
  };
  answer: {
    status: number;
    headers: Fields;
    /**
     * The first 4,096 characters
     */
    body: string;
    bodyBytes: number;
  };
  /**
   * How the request was judged, in the order of the rules
   */
  judgements: Judgement[];
  /**
   * What the client did wrong, where the store refused its signature
   */
  hint?: string;
}
export interface Judgement {
  /**
   * The rule's name: oauth1.timestamp
   */
  rule: string;
  outcome: 'accepted' | 'refused' | 'passed over';
  /**
   * One sentence for a person
   */
  detail: string;
  /**
   * Facts that a tool can use
   */
  facts?: {
    [k: string]: string | number;
  };
}
export interface DeliveryEntry {
  /**
   * The store's clock when it was sent, Unix seconds
   */
  at: number;
  kind: 'ping' | 'delivery';
  /**
   * The id of the webhook
   */
  webhook: number;
  /**
   * order.created
   */
  topic: string;
  /**
   * The id of the resource; of a ping the webhook's own
   */
  id: number;
  /**
   * What was sent; left out where WordPress refuses to ask that URL
   */
  request?: {
    method: string;
    url: string;
    headers: Fields;
    /**
     * The first 4,096 characters
     */
    body: string;
    bodyBytes: number;
  };
  /**
   * The status of the answer; left out where none came
   */
  status?: number;
  /**
   * Why no answer came
   */
  error?: string;
}
export interface Deliveries {
  /**
   * What each webhook sent, and what came of it
   */
  deliveries: DeliveryEntry[];
}
export interface Site {
  permalinks: 'pretty' | 'plain';
  maintenance: boolean;
  comingSoon: boolean;
  applicationPasswords: boolean;
}
export interface Faults {
  /**
   * The hosting faults that are switched on: strip-authorization, cache:seconds=600
   */
  faults: string[];
}
export interface ControlFailure {
  error: {
    /**
     * A stable code: unknown_route
     */
    code: string;
    /**
     * What was expected, in one line
     */
    message: string;
  };
}
