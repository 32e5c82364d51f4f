/** lighttpd from Debian's package, with a configuration of its own. */
import path from 'node:path';
import { freePort, installed, isRoot, Server, scratchFolder } from './process.ts';
import { type Tls, tlsFiles } from './tls.ts';

export const hasLighttpd = installed('/usr/sbin/lighttpd', '/usr/lib/lighttpd/mod_openssl.so');

/** The front controller of WordPress: what is no file goes to index.php, with its query. */
export const lighttpdFrontController = 'url.rewrite-if-not-file = ( "^/[^?]*(\\?.*)?$" => "/index.php$1" )';

export interface LighttpdOptions {
  /** The port of the FastCGI responder in the place of PHP-FPM; none where it passes on to `backend`. */
  readonly fastcgi?: number;
  /** The port of a web server behind it. */
  readonly backend?: number;
  /** Lines of the configuration. A fix can go to the places `top` and `end`. */
  readonly config?: string;
  readonly tls?: Tls;
}

export async function startLighttpd({
  fastcgi,
  backend,
  config = '',
  tls,
}: LighttpdOptions): Promise<{ readonly server: Server; readonly port: number; readonly folder: string }> {
  const folder = scratchFolder('lighttpd');
  const port = await freePort();
  const server = new Server({
    name: 'lighttpd',
    folder,
    command: '/usr/sbin/lighttpd',
    args: ['-D', '-f', path.join(folder, 'lighttpd.conf')],
    ports: [port],
    files: {
      'lighttpd.conf': `server.modules = ( "mod_access", "mod_rewrite", "mod_redirect", "mod_setenv", "mod_fastcgi", "mod_proxy", "mod_openssl" )
server.document-root = "${folder}/htdocs"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${folder}/error.log"
${isRoot ? 'server.username = "www-data"\nserver.groupname = "www-data"' : ''}
index-file.names = ( "index.php" )
${tls ? `ssl.engine = "enable"\nssl.pemfile = "${folder}/tls.pem"` : ''}
# [top]
${config}
${fastcgi ? `fastcgi.server = ( ".php" => (( "host" => "127.0.0.1", "port" => ${fastcgi} )) )` : ''}
${backend ? `proxy.server = ( "" => (( "host" => "127.0.0.1", "port" => ${backend} )) )` : ''}
# [end]
`,
      'htdocs/index.php': '<?php // The store answers by FastCGI.\n',
      ...tlsFiles(tls),
      ...(tls ? { 'tls.pem': tls.cert + tls.key } : {}),
    },
  });
  await server.start();
  return { server, port, folder };
}
