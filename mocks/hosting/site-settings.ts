/** What faults inside WordPress ask of the site, as plain data; whoever makes the site applies it. */
export interface SiteSettings {
  /** Switches of the site, by the names that it knows them by. */
  readonly switches?: {
    readonly permalinks?: 'plain';
    readonly maintenance?: true;
    readonly applicationPasswords?: true;
  };
  /** The legacy API is not installed. */
  readonly legacyApi?: 'absent';
  /** Under which name PHP is handed the Authorization field, where that is another than its own. */
  readonly authorizationVariable?: 'REDIRECT_HTTP_AUTHORIZATION';
  /** How many seconds the server's clock is ahead. */
  readonly clock?: number;
  /** The home URL in the settings, when it is not the one that clients are told. */
  readonly home?: string;
  /** What stands in the place of `wp-json`. */
  readonly restPrefix?: string;
  /** Plugins that stand in the way, by the hooks they use. */
  readonly plugins?: readonly PluginFault[];
}

/** An error as a plugin answers it: what WordPress calls a WP_Error. */
interface PluginError {
  readonly code: string;
  readonly message: string;
  readonly data: { readonly status: number; readonly [key: string]: unknown };
}

/** As much of a PHP request as these plugins look at. */
export interface PluginRequest {
  readonly uri: string;
  readonly get: ReadonlyMap<string, unknown>;
  server(name: string): string | undefined;
  header(name: string): string | undefined;
}

/** A plugin that spoils authentication: the WordPress filters that it sits on, all before WooCommerce's. */
export interface PluginFault {
  readonly name: string;
  /** Whether PHP dies of a fatal error when the plugin is loaded for this request. */
  dies?(request: PluginRequest): boolean;
  /** `determine_current_user`: 0 makes everybody nobody. */
  determineCurrentUser?(request: PluginRequest): number | undefined;
  /** Makes everybody nobody after the others have said who it is. */
  resetsUser?(request: PluginRequest): boolean;
  /** `rest_authentication_errors`, with the id of the user that was found, 0 for nobody. */
  restAuthenticationErrors?(request: PluginRequest, userId: number): PluginError | undefined;
  /** `rest_pre_dispatch`. */
  restPreDispatch?(request: PluginRequest): PluginError | undefined;
}
