/** Apache httpd from Debian's package, with a configuration of its own. */
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort, installed, isRoot, Server, scratchFolder } from './process.ts';
import { type Tls, tlsFiles } from './tls.ts';

const modules = '/usr/lib/apache2/modules';
export const hasApache = installed('/usr/sbin/apache2', `${modules}/mod_proxy_fcgi.so`);
export const hasModSecurity =
  hasApache && installed(`${modules}/mod_security2.so`, '/usr/share/modsecurity-crs/rules');
export const hasFcgid = hasApache && installed(`${modules}/mod_fcgid.so`, '/usr/bin/perl');

const always = [
  'mpm_event',
  'authz_core',
  'authn_core',
  'authz_user',
  'authz_host',
  'authn_file',
  'auth_basic',
  'allowmethods',
  'alias',
  'dir',
  'env',
  'headers',
  'mime',
  'rewrite',
  'setenvif',
  'ssl',
  'socache_shmcb',
  'proxy',
  'proxy_fcgi',
  'proxy_http',
] as const;

/** The block that WordPress writes on Settings → Permalinks → Save since 5.6. */
export const wordpressHtaccess = `# BEGIN WordPress
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]
RewriteBase /
RewriteRule ^index\\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]
</IfModule>
# END WordPress
`;

/** The same as it was before 5.6: nothing brings the Authorization header back. */
export const olderHtaccess = wordpressHtaccess.replace(/^RewriteRule \.\* - .*\n/m, '');

export interface ApacheOptions {
  /** How PHP is reached, in the virtual host: `SetHandler "proxy:fcgi://…"`, or CGI. */
  readonly php: string;
  /** Lines outside the virtual host. */
  readonly main?: string;
  /** Lines of the virtual host. */
  readonly vhost?: string;
  /** Lines of the document root's <Directory>. */
  readonly directory?: string;
  readonly htaccess?: string;
  /** Modules beyond the usual ones, `cgid`. */
  readonly modules?: readonly string[];
  /** Files below the folder, beside the configuration: scripts, password files. */
  readonly files?: Readonly<Record<string, string>>;
  /** The text of index.php. */
  readonly index?: string;
  /** Serves TLS with this certificate. */
  readonly tls?: Tls;
  readonly serverName?: string;
}

/** The handler for PHP-FPM, or for the simulated store in its place. */
export const viaFastcgi = (port: number) =>
  `<FilesMatch "\\.php$">\n  SetHandler "proxy:fcgi://127.0.0.1:${port}"\n</FilesMatch>`;

export interface ApacheServer {
  readonly server: Server;
  readonly port: number;
  readonly folder: string;
}

/**
 * Starts Apache. A fix can go to the places `vhost`, `directory` and `htaccess`.
 * @param folder In `options`, `{folder}` stands for the server's own folder.
 */
export async function startApache(options: ApacheOptions): Promise<ApacheServer> {
  const folder = scratchFolder('apache');
  const port = await freePort();
  mkdirSync(path.join(folder, 'htdocs'));
  const filled = (text: string) => text.replaceAll('{folder}', folder).replaceAll('{port}', String(port));
  const loaded = [...always, ...(options.modules ?? [])].map(
    name => `LoadModule ${name}_module ${modules}/mod_${name}.so`,
  );
  const config = `ServerRoot "${folder}"
DefaultRuntimeDir "${folder}"
PidFile "${folder}/httpd.pid"
ErrorLog "${folder}/error.log"
LogLevel warn
ServerName ${options.serverName ?? 'shop.test'}
Listen 127.0.0.1:${port}
StartServers 1
ServerLimit 1
ThreadsPerChild 8
MaxRequestWorkers 8
Mutex pthread
${loaded.join('\n')}
${isRoot ? 'User www-data\nGroup www-data' : ''}
TypesConfig /dev/null
SSLSessionCache none
DocumentRoot "${folder}/htdocs"
${filled(options.main ?? '')}
<VirtualHost *:${port}>
${options.tls ? `SSLEngine on\nSSLCertificateFile "${folder}/tls.crt"\nSSLCertificateKeyFile "${folder}/tls.key"` : ''}
# [vhost]
${filled(options.vhost ?? '')}
${filled(options.php)}
</VirtualHost>
<Directory "${folder}/htdocs">
  ${/\bRequire\b/.test(options.directory ?? '') ? '' : 'Require all granted'}
  AllowOverride All
  Options +FollowSymLinks
  DirectoryIndex index.php
  # [directory]
  ${filled(options.directory ?? '')}
</Directory>
`;
  const server = new Server({
    name: 'apache',
    folder,
    command: '/usr/sbin/apache2',
    args: ['-DFOREGROUND', '-d', folder, '-f', path.join(folder, 'httpd.conf')],
    ports: [port],
    files: {
      'httpd.conf': config,
      'htdocs/.htaccess': `# [htaccess]\n${options.htaccess ?? olderHtaccess}`,
      'htdocs/index.php': options.index ?? '<?php // The store answers by FastCGI.\n',
      ...tlsFiles(options.tls),
      ...Object.fromEntries(Object.entries(options.files ?? {}).map(([name, text]) => [name, filled(text)])),
    },
  });
  await server.start();
  chmodSync(path.join(folder, 'htdocs'), 0o755);
  return { server, port, folder };
}
