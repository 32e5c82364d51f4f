/** What a request that is not for the REST API asks of WordPress: the query variables of its rewrite rules. */
export type QueryVariables = ReadonlyMap<string, string>;

/** A rule on the path below home, and what it sets. */
export interface RewriteRule {
  /** What every path that fits begins with: most paths do not, and need not be tried. */
  readonly prefix: string;
  readonly pattern: RegExp;
  variables(match: RegExpMatchArray): QueryVariables;
}
