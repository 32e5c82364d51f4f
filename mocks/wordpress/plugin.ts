import type { Answer } from '../message.ts';
import type { Context } from './context.ts';
import type { WpError } from './error.ts';
import type { RestRequest, RestRoute } from './rest/route.ts';

/** What a request that is not for the REST API asks of WordPress: the query variables of its rewrite rules. */
export type QueryVariables = ReadonlyMap<string, string>;

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
  /** `rest_pre_dispatch`: an error here is the answer. */
  restPreDispatch?(request: RestRequest): WpError | undefined;
  /** `parse_request`: an answer here ends the request, as `die()` does. */
  parseRequest?(variables: QueryVariables): Answer | Promise<Answer> | undefined;
  /** `lostpassword_url`: where a user asks for a new password. */
  lostPasswordUrl?(): string;
}

/** A plugin of the site. */
export interface Plugin {
  readonly name: string;
  /** Routes that it registers with the REST API. */
  readonly restRoutes: readonly RestRoute[];
  /** Namespaces that it registers beside those of its routes: they have an index, and nothing in it. */
  readonly restNamespaces?: readonly string[];
  /** Rewrite rules that it adds in front of WordPress's own: a pattern on the path below home, and what it sets. */
  readonly rewriteRules: readonly RewriteRule[];
  /** A page of its own in the dashboard, `admin.php?page=…`; undefined when it is none of its. */
  adminPage?(context: Context, page: string): Answer | undefined;
  /** `wp_ajax_…`: what the dashboard's scripts ask for; undefined when it is none of its. */
  adminAjax?(context: Context, action: string): Answer | undefined;
  /** `delete_user`: a user is about to be deleted. */
  deleteUser?(userId: number): void;
  load(context: Context): Hooks;
}

export interface RewriteRule {
  /** What every path that fits begins with: most paths do not, and need not be tried. */
  readonly prefix: string;
  readonly pattern: RegExp;
  variables(match: RegExpMatchArray): QueryVariables;
}
