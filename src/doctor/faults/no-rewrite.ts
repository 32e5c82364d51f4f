import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';

export const noRewrite: Fault = {
  id: 'no-rewrite',
  layer: 'web server',
  title: 'The web server passes nothing on to index.php',
  level: 'fault',
  symptom: '404 HTML for /wp-json/, /wc-auth/ and every pretty URL; /?rest_route=/ answers JSON.',
  probes: ['A2', 'A2p', 'A13'],
  lookAlikes: [
    { id: 'plain-permalinks', difference: "the front page's Link header says ?rest_route=/" },
    { id: 'rest-path-404', difference: 'the index /wp-json/ answers' },
    { id: 'rest-prefix', difference: "the front page's Link header names another prefix" },
  ],
  examine(evidence) {
    const { whereabouts } = evidence;
    if (whereabouts.root.includes('rest_route=')) {
      // Found by trying alone: rewriting may be off, or permalinks plain without a Link header to say so.
      if (whereabouts.rootBy === 'link' || evidence.reading('A2w')?.status !== 404) return undefined;
      return {
        certainty: 'likely',
        proof: [
          quote(evidence, 'A2w', 'the pretty path does not reach WordPress'),
          quote(evidence, 'A2', 'the index by ?rest_route=/ does'),
        ],
        undecided: 'Plain permalinks look the same where the front page names no REST root.',
      };
    }
    const index = evidence.reading('A2');
    if (index?.said !== 'not JSON' || index.status !== 404 || evidence.said('A2p') !== 'let in')
      return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A2', 'the pretty path does not reach WordPress'),
        quote(evidence, 'A2p', 'the same index by ?rest_route=/ does'),
        ...quoteAll(evidence, ['A13'], 'another pretty path'),
      ],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where: 'the virtual host: a2enmod rewrite, and .htaccess has to be read',
      lines: '<Directory "/var/www/html">\n  AllowOverride All\n</Directory>',
      check: 'Settings → Permalinks → Save Changes, then run the doctor again: A2 is answered 200.',
    },
    {
      server: 'Apache',
      where: '.htaccess in the folder of WordPress',
      lines:
        '<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\nRewriteRule . /index.php [L]\n</IfModule>',
      check: 'Run the doctor again: A2 is answered 200.',
    },
    {
      server: 'LiteSpeed',
      where: '.htaccess, and Rewrite → Auto Load from .htaccess: Yes',
      lines: 'Settings → Permalinks → Save Changes',
      check: 'Run the doctor again: A2 is answered 200.',
    },
    {
      server: 'Nginx',
      where: 'the server',
      lines: 'location / {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200.',
    },
    {
      server: 'IIS',
      where: 'web.config, in <system.webServer><rewrite><rules>',
      lines:
        '<rule name="WordPress" patternSyntax="Wildcard">\n  <match url="*" />\n  <conditions>\n    <add input="{REQUEST_FILENAME}" matchType="IsFile" negate="true" />\n    <add input="{REQUEST_FILENAME}" matchType="IsDirectory" negate="true" />\n  </conditions>\n  <action type="Rewrite" url="index.php" />\n</rule>',
      check: 'Run the doctor again: A2 is answered 200.',
    },
  ],
  workaround:
    'From WooCommerce 11.1 on keys are accepted at /?rest_route=/wc/v3/…; before that there is none.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/9208',
    'https://developer.wordpress.org/advanced-administration/server/web-server/nginx/',
  ],
};
