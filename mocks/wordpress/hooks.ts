import type { Answer } from '../message.ts';
import type { WpError } from './error.ts';
import type { QueryVariables } from './rewrite-rule.ts';

/** The filters and actions that a plugin hooks into, loaded anew for each request as PHP does. */
export interface Hooks {
  /** `determine_current_user`: the user's id, 0 for nobody, or undefined to leave it to the next. */
  determineCurrentUser?(): number | undefined;
  /**
   * Whether one of the plugin's own schemes has been tried on this request, whatever came of it. As long as none has,
   * a client's Basic credentials may be an application password (WC_REST_Authentication::$auth_method is empty).
   */
  hasTriedToAuthenticate?(): boolean;
  /**
   * `rest_authentication_errors`: why the client is refused; true lets it through whatever the filters that come
   * later would say.
   * @param route the REST route asked for.
   */
  restAuthenticationErrors?(route: string): WpError | true | undefined;
  /**
   * `rest_pre_dispatch`: an error here is the answer.
   * @param method the REST request's, after `_method` and `X-HTTP-Method-Override`.
   */
  restPreDispatch?(method: string): WpError | undefined;
  /** `rest_pre_serve_request`: true where the plugin has answered with the headers alone. */
  restPreServe?(route: string): boolean;
  /** `rest_pre_serve_request` and the filters of what `Access-Control-…` names: the fields of an answer, to be changed. */
  restFields?(route: string, fields: string[]): void;
  /**
   * `template_redirect`, and what a plugin's own addresses show; undefined for what is none of its.
   * @param path below home, without slashes at its ends.
   */
  page?(path: string): Promise<Answer | undefined>;
  /** `parse_request`: an answer here ends the request, as `die()` does; undefined when the request is none of the plugin's. */
  parseRequest?(variables: QueryVariables): Promise<Answer | undefined>;
  /** `lostpassword_url`: where a user asks for a new password. */
  lostPasswordUrl?(): string;
  /** A page of the plugin's own in the dashboard, `admin.php?page=…`; undefined when it is none of its. */
  adminPage?(page: string): Answer | undefined;
  /** `wp_ajax_…`: what the dashboard's scripts ask for; undefined when it is none of its. */
  adminAjax?(action: string): Answer | undefined;
  /** `wp_logout`: the Set-Cookie fields that take the plugin's own cookies away. */
  logOut?(): readonly string[];
  /** `delete_user`: a user is about to be deleted. */
  deleteUser?(userId: number): void;
}
