import type { PhpRequest } from '../php/request.ts';
import type { ApplicationPassword } from './application-password-rows.ts';
import type { Hooks } from './hooks.ts';
import type { Site } from './site.ts';

/** How a rule judged a request: what the journal tells, never what the client is told. */
export interface Judgement {
  /** The rule's name, `oauth1.timestamp`. */
  readonly rule: string;
  readonly outcome: 'accepted' | 'refused' | 'passed over';
  /** One sentence for a person; credentials are masked when it is written. */
  readonly detail: string;
  /** Facts that a tool can use: the signature base string, the signature that was expected … */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** One request on its way through WordPress. */
export interface Context {
  readonly site: Site;
  readonly request: PhpRequest;
  /** `is_ssl()`. */
  readonly isTls: boolean;
  /** The plugins' hooks, loaded for this request: none until they are. */
  hooks: readonly Hooks[];
  /** The user that WordPress takes the client for; 0 is nobody. Set by the REST server or by the log-in. */
  userId: number;
  /** It was a cookie that said who the client is (`$wp_rest_auth_cookie`): the REST API then wants a nonce as well. */
  isCookieUser?: boolean;
  /** The application password by which the client was let in (`rest_get_authenticated_app_password()`). */
  applicationPassword?: ApplicationPassword;
  /** The nonce that the REST server sends back to a page of the site, whose own was right (`X-WP-Nonce`). */
  restNonce?: string;
  readonly judgements: Judgement[];
}
