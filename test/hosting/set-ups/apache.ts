/** Apache with PHP-FPM, CGI and mod_fcgid. */

import { coreRuleSet, passwordLine } from '../../real-servers/running.ts';
import { cgiScript, fcgidScript } from '../../real-servers/servers/scripts.ts';
import {
  type ApacheOptions,
  hasFcgid,
  hasModSecurity,
  olderHtaccess,
  testTls,
  wordpressHtaccess,
} from '../../real-servers/servers.ts';
import { bothCas, chainCa, chainFolder, inChainFolder } from './chain.ts';
import type { SetUp } from './set-up.ts';

const apache =
  (options: Partial<ApacheOptions> = {}): SetUp['start'] =>
  servers =>
    servers.apache(options);
/** With the rules of today's WordPress, and lines above them. */
const ruled = (above: string): SetUp['start'] => apache({ htaccess: `${above}\n${wordpressHtaccess}` });
const strip = (picks: string, at: string) => ({ 'strip-authorization': { server: 'Apache', picks, at } });
const ownRules = 'SecRuleEngine On\nSecDataDir "{folder}"\nSecTmpDir "{folder}"\nSecAuditEngine Off';
const restrictedHeaders =
  'SecAction "id:900250,phase:1,nolog,pass,t:none,setvar:\'tx.restricted_headers=/proxy/ /x-http-method-override/\'"';
const methodsAllowed = `SecRuleRemoveById 911100`;
const condition = { server: 'Apache', picks: 'THE_REQUEST} !', at: 'rule' };
const rule = (conditions: string, target: string) =>
  `RewriteEngine On\n${conditions}\n# [rule]\nRewriteRule ${target}`;

export const apacheSetUps: readonly SetUp[] = [
  {
    name: 'with the rules of WordPress',
    expected: 'healthy',
    start: apache({ htaccess: wordpressHtaccess }),
  },
  {
    name: 'PHP-FPM, healed in the virtual host',
    expected: 'strip-authorization',
    cures: strip('CGIPassAuth', 'directory'),
    start: apache(),
  },
  {
    name: 'PHP-FPM, healed in .htaccess',
    expected: 'strip-authorization',
    cures: strip('CGIPassAuth', 'htaccess'),
    start: apache(),
  },
  {
    name: 'PHP-FPM, healed by SetEnvIf',
    expected: 'strip-authorization',
    cures: strip('SetEnvIf', 'htaccess'),
    start: apache(),
  },
  {
    name: 'CGI',
    expected: 'strip-authorization',
    cures: strip('CGIPassAuth', 'directory'),
    start: servers =>
      servers.apache({
        modules: ['cgid'],
        main: 'ScriptSock "{folder}/cgid.sock"',
        php: '<Directory "{folder}/htdocs">\n  Options +ExecCGI\n</Directory>\n<FilesMatch "\\.php$">\n  SetHandler cgi-script\n</FilesMatch>',
        index: cgiScript(servers.fastcgi),
      }),
  },
  {
    name: 'CGI, with small bodies alone',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'Apache', picks: 'LimitRequestBody', filled: ['1048576', '2000'] } },
    start: servers =>
      servers.apache({
        modules: ['cgid'],
        main: 'ScriptSock "{folder}/cgid.sock"',
        vhost: 'LimitRequestBody 2000',
        htaccess: wordpressHtaccess,
        php: '<Directory "{folder}/htdocs">\n  Options +ExecCGI\n</Directory>\n<FilesMatch "\\.php$">\n  SetHandler cgi-script\n</FilesMatch>',
        index: cgiScript(servers.fastcgi),
      }),
  },
  ...(hasFcgid
    ? [
        {
          name: 'mod_fcgid',
          expected: 'strip-authorization',
          cures: strip('FcgidPassHeader', 'vhost'),
          start: servers =>
            servers.apache({
              modules: ['fcgid'],
              main: 'FcgidIPCDir "{folder}"\nFcgidProcessTableFile "{folder}/fcgid_shm"\nFcgidMaxProcesses 4',
              php: '<Directory "{folder}/htdocs">\n  Options +ExecCGI\n</Directory>\n<FilesMatch "\\.php$">\n  SetHandler fcgid-script\n  FcgidWrapper "{folder}/relay" .php\n</FilesMatch>',
              files: { relay: fcgidScript(servers.fastcgi) },
            }),
        } satisfies SetUp,
      ]
    : []),
  {
    name: 'the rule as a flag on the line of the front controller',
    expected: 'authorization-basic-only',
    cures: { 'authorization-basic-only': { server: 'Apache', picks: 'RewriteRule', at: 'htaccess' } },
    start: apache({
      htaccess: olderHtaccess.replace(
        'RewriteRule . /index.php [L]',
        'RewriteRule . /index.php [E=HTTP_AUTHORIZATION:%{HTTP:Authorization},L]',
      ),
    }),
  },
  {
    name: 'the same, healed by CGIPassAuth',
    expected: 'authorization-basic-only',
    cures: { 'authorization-basic-only': { server: 'Apache', picks: 'CGIPassAuth', at: 'directory' } },
    start: apache({
      htaccess: olderHtaccess.replace(
        'RewriteRule . /index.php [L]',
        'RewriteRule . /index.php [E=HTTP_AUTHORIZATION:%{HTTP:Authorization},L]',
      ),
    }),
  },
  {
    name: 'Basic credentials are taken out, other credentials are not',
    expected: 'basic-lost',
    cures: { 'basic-lost': { server: 'Apache', picks: 'RequestHeader unset' } },
    start: apache({
      htaccess: wordpressHtaccess,
      modules: ['headers'],
      vhost: 'RequestHeader unset Authorization "expr=%{HTTP:Authorization} =~ /^Basic/"',
    }),
  },
  {
    name: 'the header is taken away from writes',
    expected: 'header-lost-on-writes',
    cures: { 'header-lost-on-writes': { server: 'Apache', picks: 'RequestHeader unset' } },
    start: apache({
      htaccess: wordpressHtaccess,
      modules: ['headers'],
      vhost: 'RequestHeader unset Authorization "expr=%{REQUEST_METHOD} != \'GET\'"',
    }),
  },
  {
    name: 'a password for everything',
    expected: 'htpasswd',
    cures: { htpasswd: { server: 'Apache', picks: 'RequireAny' } },
    start: apache({
      htaccess: wordpressHtaccess,
      directory:
        'AuthType Basic\n  AuthName "Staging"\n  AuthUserFile "{folder}/passwords"\n  Require valid-user',
      files: { passwords: passwordLine('staging', 'staging') },
    }),
  },
  {
    name: 'nobody is let in',
    expected: 'ip-blocked',
    cures: {
      'ip-blocked': {
        server: 'Apache',
        picks: 'Require ip',
        at: 'directory',
        filled: ['203.0.113.7', '127.0.0.1'],
      },
    },
    start: apache({ htaccess: wordpressHtaccess, directory: 'Require all denied' }),
  },
  {
    name: 'AllowMethods',
    expected: 'methods-blocked',
    cures: { 'methods-blocked': { server: 'Apache', picks: 'AllowMethods reset' } },
    start: apache({
      htaccess: wordpressHtaccess,
      vhost: '<Location "/">\n  AllowMethods GET POST HEAD OPTIONS\n</Location>',
    }),
  },
  {
    name: 'the query is dropped by the front controller',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'Apache', picks: 'QSA' } },
    start: apache({
      htaccess: wordpressHtaccess.replace('RewriteRule . /index.php [L]', 'RewriteRule . /index.php? [L]'),
    }),
  },
  {
    name: 'no rewriting',
    expected: 'no-rewrite',
    cures: { 'no-rewrite': { server: 'Apache', picks: 'RewriteBase', at: 'htaccess' } },
    start: apache({ htaccess: '' }),
  },
  {
    name: '.htaccess is not read',
    expected: 'no-rewrite',
    cures: { 'no-rewrite': { server: 'Apache', picks: 'AllowOverride All' } },
    start: apache({
      htaccess: wordpressHtaccess,
      vhost: '<Directory "{folder}/htdocs">\n  AllowOverride None\n</Directory>',
    }),
  },
  {
    name: 'a rule refuses User-Agents',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': condition },
    start: ruled(rule('RewriteCond %{HTTP_USER_AGENT} (python|okhttp|curl) [NC]', '.* - [F,L]')),
  },
  {
    name: 'a variable for bad User-Agents',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': { server: 'Apache', picks: '!bad_bot', at: 'bots' } },
    start: ruled(
      'SetEnvIfNoCase User-Agent "python|Dart|okhttp" bad_bot\n# [bots]\n<RequireAll>\n  Require all granted\n  Require not env bad_bot\n</RequireAll>',
    ),
  },
  {
    name: 'a rule refuses orders',
    expected: 'firewall',
    cures: { firewall: condition },
    start: ruled(rule('RewriteCond %{REQUEST_URI} wc/v3/orders', '.* - [F,L]')),
  },
  {
    name: 'a rule refuses wc/v3',
    expected: 'firewall',
    cures: { firewall: condition },
    start: ruled(rule('RewriteCond %{THE_REQUEST} wc/v3', '.* - [F,L]')),
  },
  {
    name: 'a rule refuses what is no GET or POST',
    expected: 'methods-blocked',
    also: ['preflight-refused'],
    cures: { 'methods-blocked': condition },
    start: ruled(rule('RewriteCond %{REQUEST_METHOD} !^(GET|POST|HEAD)$', '.* - [F,L]')),
  },
  {
    name: 'a rule redirects POST',
    expected: 'post-redirected',
    cures: { 'post-redirected': condition },
    start: ruled(rule('RewriteCond %{REQUEST_METHOD} POST', '(.*) /$1/ [R=301,L]')),
  },
  {
    name: 'a rule adds a slash',
    expected: 'redirect-path',
    cures: { 'redirect-path': condition },
    start: ruled(
      rule(
        'RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{THE_REQUEST} \\s/[^?]*[^/?\\s][?\\s]',
        '^(.*[^/])$ /$1/ [R=301,L]',
      ),
    ),
  },
  {
    name: 'a client certificate is required',
    expected: 'client-certificate',
    cures: { 'client-certificate': { server: 'Apache', picks: 'SSLVerifyClient' } },
    start: apache({
      htaccess: wordpressHtaccess,
      vhost: 'SSLCACertificateFile "{folder}/tls.crt"\nSSLVerifyClient require',
    }),
  },
  {
    name: 'plain HTTP asked at its TLS port',
    expected: 'plain-http-at-tls-port',
    scheme: 'http',
    start: apache({ htaccess: wordpressHtaccess }),
  },
  {
    name: 'connections are not kept',
    // Worth knowing, and no fault.
    expected: 'healthy',
    cures: { 'connection-close': { server: 'Apache', picks: 'KeepAlive On' } },
    start: apache({ htaccess: wordpressHtaccess, main: 'KeepAlive Off' }),
  },
  {
    name: 'a redirect to http',
    expected: 'redirect-to-http',
    cures: {
      'redirect-to-http': {
        server: 'Apache',
        picks: 'Redirect permanent',
        filled: ['http://shop.example/', 'http://shop.test/'],
      },
    },
    start: apache({ htaccess: wordpressHtaccess, vhost: 'Redirect permanent / http://shop.test/' }),
  },
  {
    name: 'Protocols h2, which answers HTTP/1.1 all the same',
    expected: 'healthy',
    start: apache({ htaccess: wordpressHtaccess, modules: ['http2'], vhost: 'Protocols h2' }),
  },
  {
    name: 'a rule adds a language',
    expected: 'redirect-path',
    cures: { 'redirect-path': condition },
    start: apache({
      htaccess: `${wordpressHtaccess.replace('RewriteBase /', 'RewriteBase /\nRewriteCond %{THE_REQUEST} \\s/(?!de/|index)[^?\\s]\n# [rule]\nRewriteRule (.*) /de/$1 [R=301,L]')}`,
    }),
  },
  {
    name: 'a page stands in the place of what is no file',
    expected: 'html-200',
    cures: { 'html-200': { server: 'Apache', picks: 'wc-api)/ /index.php', at: 'htaccess' } },
    start: apache({
      htaccess: `RewriteEngine On\nRewriteRule ^(index\\.php)?$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /landing.html [L]`,
      files: { 'htdocs/landing.html': '<!doctype html><title>Welcome</title><div id=app></div>' },
    }),
  },
  {
    name: 'Content-Encoding is added by hand',
    expected: 'gzip-damaged',
    cures: { 'gzip-damaged': { server: 'Apache', picks: 'Header set Content-Encoding' } },
    start: apache({ htaccess: wordpressHtaccess, vhost: 'Header set Content-Encoding gzip' }),
  },
  {
    name: 'header and query do not reach PHP',
    expected: 'strip-all-credentials',
    cures: {
      'strip-all-credentials': [
        { server: 'Apache', picks: 'CGIPassAuth', at: 'directory' },
        { server: 'Apache', picks: 'QSA' },
      ],
    },
    start: apache({
      htaccess: olderHtaccess.replace('RewriteRule . /index.php [L]', 'RewriteRule . /index.php? [L]'),
    }),
  },
  {
    name: 'no TLS that is still allowed',
    expected: 'tls-old-protocol',
    cures: { 'tls-old-protocol': { server: 'Apache', picks: 'SSLProtocol' } },
    start: apache({
      htaccess: wordpressHtaccess,
      vhost: 'SSLProtocol -all +TLSv1.1\nSSLCipherSuite ALL:@SECLEVEL=0',
    }),
  },
  {
    name: 'the certificate without its intermediate',
    expected: 'tls-missing-intermediate',
    // Of an authority of its own both are possible.
    also: ['tls-private-authority'],
    ca: chainCa,
    cures: { 'tls-missing-intermediate': { server: 'Apache', picks: 'fullchain', filled: inChainFolder } },
    start: apache({
      tls: undefined,
      htaccess: wordpressHtaccess,
      vhost: `SSLEngine on\nSSLCertificateFile ${chainFolder}/cert.pem\nSSLCertificateKeyFile ${chainFolder}/privkey.pem`,
    }),
  },
  {
    name: 'another virtual host answers for its name',
    expected: 'tls-wrong-host',
    ca: bothCas,
    cures: {
      'tls-wrong-host': {
        server: 'Apache',
        picks: 'ServerAlias',
        at: 'vhost',
        filled: ['shop.example', 'shop.test'],
      },
    },
    start: apache({
      serverName: 'nowhere.test',
      htaccess: wordpressHtaccess,
      main: `<VirtualHost *:{port}>\nServerName other.test\nSSLEngine on\nSSLCertificateFile ${chainFolder}/other.pem\nSSLCertificateKeyFile ${chainFolder}/other.key\n</VirtualHost>`,
    }),
  },
  {
    name: 'no TLS at its port',
    expected: 'tls-not-spoken',
    cures: { 'tls-not-spoken': { server: 'Apache', picks: 'SSLEngine', at: 'vhost' } },
    start: apache({
      tls: undefined,
      htaccess: wordpressHtaccess,
      vhost: 'SSLCertificateFile "{folder}/own.crt"\nSSLCertificateKeyFile "{folder}/own.key"',
      files: { 'own.crt': testTls().cert, 'own.key': testTls().key },
    }),
  },
  {
    name: 'one resource is a 403 of Apache, without a key',
    expected: 'firewall',
    isWithoutKey: true,
    start: ruled(rule('RewriteCond %{REQUEST_URI} wc/v3/customers', '.* - [F,L]')),
  },
  ...(hasModSecurity
    ? ([
        {
          name: 'mod_security with the OWASP core rule set',
          expected: 'methods-blocked',
          cures: { 'methods-blocked': { server: 'Apache', picks: 'tx.allowed_methods', at: 'crs' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: coreRuleSet,
          }),
        },
        {
          name: 'a rule of mod_security against a User-Agent',
          expected: 'user-agent-filter',
          cures: {
            'user-agent-filter': {
              server: 'Apache',
              picks: 'ruleRemoveById=000000',
              at: 'crs',
              filled: ['000000', '990042'],
            },
          },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: 'SecRuleEngine On\nSecDataDir "{folder}"\nSecTmpDir "{folder}"\nSecAuditEngine Off\n# [crs]\nSecRule REQUEST_HEADERS:User-Agent "@pm python okhttp" "id:990042,phase:1,deny,status:406"',
          }),
        },
        {
          name: 'a rule of mod_security against a path',
          expected: 'firewall',
          cures: {
            firewall: {
              server: 'Apache',
              picks: 'ruleRemoveById=000000',
              at: 'crs',
              filled: ['000000', '990043'],
            },
          },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: 'SecRuleEngine On\nSecDataDir "{folder}"\nSecTmpDir "{folder}"\nSecAuditEngine Off\n# [crs]\nSecRule REQUEST_URI "@contains /wc/v3/customers" "id:990043,phase:1,deny,status:403"',
          }),
        },
        {
          name: 'the OWASP core rule set refuses X-HTTP-Method-Override',
          expected: 'firewall-override-header',
          cures: { 'firewall-override-header': { server: 'Apache', picks: '920450', at: 'after' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: `${restrictedHeaders}\n${coreRuleSet}\n${methodsAllowed}\n# [after]`,
          }),
        },
        {
          name: 'a rule wants an Accept header',
          expected: 'firewall-missing-accept',
          cures: { 'firewall-missing-accept': { server: 'Apache', picks: '920300', at: 'crs' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: `${ownRules}\n# [crs]\nSecRule &REQUEST_HEADERS:Accept "@eq 0" "id:920300,phase:1,deny,status:403"`,
          }),
        },
        {
          name: 'a rule wants values of parameters',
          expected: 'firewall-empty-parameter',
          cures: { 'firewall-empty-parameter': { server: 'Apache', picks: '243420', at: 'crs' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: `${ownRules}\n# [crs]\nSecRule ARGS_GET "@rx ^$" "id:243420,phase:1,deny,status:403"`,
          }),
        },
        {
          name: 'a rule refuses URLs in the query',
          expected: 'firewall-url-in-query',
          cures: { 'firewall-url-in-query': { server: 'Apache', picks: 'id:10104', at: 'crs' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: `${ownRules}\n# [crs]\nSecRule ARGS_GET "@rx ^https?://" "id:931120,phase:1,deny,status:403"`,
          }),
        },
        {
          name: 'a rule refuses URLs on the page that grants keys',
          expected: 'wc-auth-blocked',
          cures: { 'wc-auth-blocked': { server: 'Apache', picks: 'id:10105', at: 'crs' } },
          start: apache({
            htaccess: wordpressHtaccess,
            modules: ['unique_id', 'security2'],
            main: `${ownRules}\n# [crs]\nSecRule REQUEST_FILENAME "@beginsWith /wc-auth/" "id:1234123,phase:1,deny,status:403,chain"\nSecRule ARGS_GET "@rx ^https?://"`,
          }),
        },
      ] satisfies SetUp[])
    : []),
];
