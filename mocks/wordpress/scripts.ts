/** The files that are there below home: `/`, index.php with what follows it as PATH_INFO, the log-in and the dashboard. */
export function isScript(path: string): boolean {
  return (
    path === '/' ||
    /^\/(index\.php(\/|$)|wp-admin(\/|$)|xmlrpc\.php$|wp-(activate|atom|comments-post|config|cron|feed|links-opml|load|login|mail|rss2|signup|trackback)\.php$)/.test(
      path,
    )
  );
}
