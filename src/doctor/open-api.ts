/** Lines that take the API out of a rule which refuses or redirects it, for each server. */
import type { Fix } from './fault.ts';

const api = '(wp-json|wc-auth|wc-api)';

/**
 * Whatever the rule is: the API is let past it. For servers where a line above the rule is enough that line, for others
 * a condition of the rule.
 * @param check How to see that it worked.
 */
export function openTheApi(check: string): readonly Fix[] {
  return [
    {
      server: 'Nginx',
      where:
        'the first lines of the server: an `if` or `rewrite` at server level runs before any location is chosen',
      lines: `if ($request_uri ~ ^/${api}/) {\n  break;\n}`,
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Nginx',
      where: 'the server with PHP-FPM, where the rule is a location or stands in one',
      lines: `location ^~ /wp-json/ {\n  try_files $uri /index.php?$args;\n}`,
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Nginx',
      where:
        'the proxy, where the rule is a location or stands in one; `backend` is what the other locations pass to',
      lines:
        'location ^~ /wp-json/ {\n  proxy_set_header Host $http_host;\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_pass http://backend;\n}',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Apache',
      where: '.htaccess or the virtual host, directly above the RewriteRule that refuses or redirects',
      lines: `RewriteCond %{THE_REQUEST} !\\s/${api}/`,
      check,
    },
    {
      server: 'Apache',
      where:
        'below the SetEnvIf or BrowserMatch whose variable is refused: with its name in the place of bad_bot',
      lines: `SetEnvIfExpr "%{THE_REQUEST} =~ m#^[A-Z]+ /${api}/#" !bad_bot`,
      check,
    },
    {
      server: 'LiteSpeed',
      where: '.htaccess, directly above the RewriteRule that refuses or redirects',
      lines: `RewriteCond %{THE_REQUEST} !\\s/${api}/`,
      check,
      notTried: true,
    },
    {
      server: 'HAProxy',
      where:
        'the frontend, directly above the http-request rule that denies or redirects: what stands below it is not done for the API',
      lines: 'http-request allow if { path_beg /wp-json/ /wc-auth/ /wc-api/ }',
      check,
    },
    {
      server: 'Varnish',
      where: 'vcl_recv, its first line',
      lines: `if (req.url ~ "^/${api}/") { return (pass); }`,
      check,
    },
    {
      server: 'squid',
      where: 'squid.conf, above the http_access rules',
      lines: `acl store_api urlpath_regex ^/${api}/\nhttp_access allow store_api`,
      check: `squid -k reconfigure. ${check}`,
    },
    {
      server: 'Caddy',
      where: 'the Caddyfile, in the matcher of the rule that refuses or redirects',
      lines: 'not path /wp-json/* /wc-auth/* /wc-api/*',
      check: `caddy reload. ${check}`,
    },
    {
      server: 'lighttpd',
      where: 'lighttpd.conf, below the rule that refuses: what comes later overrides it',
      lines: `$HTTP["url"] =~ "^/${api}/|^/index\\.php" {\n  url.access-deny = ( )\n}`,
      check: `systemctl restart lighttpd. ${check}`,
    },
    {
      server: 'Traefik',
      where: 'the dynamic configuration: a router of the API without the middleware that refuses',
      lines:
        'http:\n  routers:\n    store-api:\n      rule: "PathPrefix(`/wp-json/`) || PathPrefix(`/wc-auth/`)"\n      priority: 1000\n      service: store',
      check,
      notTried: true,
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Custom rules, action Skip',
      lines:
        'starts_with(http.request.uri.path, "/wp-json/") or starts_with(http.request.uri.path, "/wc-auth/") or http.request.uri.query contains "rest_route=/wc/"',
      check,
      notTried: true,
    },
    {
      server: 'IIS',
      where: 'web.config, in the <conditions> of the rule that refuses',
      lines: `<add input="{REQUEST_URI}" pattern="^/${api}/" negate="true" />`,
      check,
      notTried: true,
    },
  ];
}
