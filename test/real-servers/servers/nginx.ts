/** Nginx from Debian's package, with a configuration of its own. */
import path from 'node:path';
import { freePort, installed, isRoot, Server, scratchFolder } from './process.ts';
import { type Tls, tlsFiles } from './tls.ts';

export const hasNginx = installed('/usr/sbin/nginx');

/** Debian's /etc/nginx/fastcgi_params, 1.22. */
export const fastcgiParams = `fastcgi_param QUERY_STRING $query_string;
fastcgi_param REQUEST_METHOD $request_method;
fastcgi_param CONTENT_TYPE $content_type;
fastcgi_param CONTENT_LENGTH $content_length;
fastcgi_param SCRIPT_NAME $fastcgi_script_name;
fastcgi_param REQUEST_URI $request_uri;
fastcgi_param DOCUMENT_URI $document_uri;
fastcgi_param DOCUMENT_ROOT $document_root;
fastcgi_param SERVER_PROTOCOL $server_protocol;
fastcgi_param REQUEST_SCHEME $scheme;
fastcgi_param HTTPS $https if_not_empty;
fastcgi_param GATEWAY_INTERFACE CGI/1.1;
fastcgi_param SERVER_SOFTWARE nginx/$nginx_version;
fastcgi_param REMOTE_ADDR $remote_addr;
fastcgi_param REMOTE_PORT $remote_port;
fastcgi_param REMOTE_USER $remote_user;
fastcgi_param SERVER_ADDR $server_addr;
fastcgi_param SERVER_PORT $server_port;
fastcgi_param SERVER_NAME $server_name;
fastcgi_param REDIRECT_STATUS 200;
`;

/** The location that hands PHP to a FastCGI server. A fix can go to the place `php`. */
export const phpLocation = (port: number, extra = '') => `location ~ \\.php$ {
  ${fastcgiParams.trim().replaceAll('\n', '\n  ')}
  fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
  # [php]
  ${extra}
  fastcgi_pass 127.0.0.1:${port};
}`;

/** WordPress's own rule: everything that is no file goes to index.php, with its query. */
export const frontController = 'location / {\n  try_files $uri $uri/ /index.php?$args;\n}';

export interface NginxOptions {
  /** What is inside `server { … }`. */
  readonly server: string;
  /** What is inside `http { … }` beside it. */
  readonly http?: string;
  readonly tls?: Tls;
  /** TLS is spoken with a certificate that the given text names. */
  readonly isTls?: boolean;
  /** The text of index.php. */
  readonly index?: string;
  readonly serverName?: string;
  /** Files below the folder, beside the configuration. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface NginxServer {
  readonly server: Server;
  readonly port: number;
  readonly folder: string;
}

/** Starts Nginx. A fix can go to the places `http`, `server`, and those that the given text marks. */
export async function startNginx(options: NginxOptions): Promise<NginxServer> {
  const folder = scratchFolder('nginx');
  const port = await freePort();
  const filled = (text: string) => text.replaceAll('{folder}', folder).replaceAll('{port}', String(port));
  const tls = options.tls
    ? `ssl_certificate ${folder}/tls.crt;\n    ssl_certificate_key ${folder}/tls.key;`
    : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${folder}/${name};`,
  );
  const config = `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
${isRoot ? 'user www-data;' : ''}
events {}
http {
  access_log off;
  ${temporary.join('\n  ')}
  # [http]
  ${filled(options.http ?? '')}
  server {
    listen 127.0.0.1:${port}${options.tls || options.isTls ? ' ssl' : ''};
    server_name ${options.serverName ?? 'shop.test'};
    root ${folder}/htdocs;
    index index.php;
    ${tls}
    # [server]
    ${filled(options.server).replaceAll('\n', '\n    ')}
  }
}
`;
  const server = new Server({
    name: 'nginx',
    folder,
    command: '/usr/sbin/nginx',
    args: ['-p', folder, '-e', path.join(folder, 'error.log'), '-c', path.join(folder, 'nginx.conf')],
    ports: [port],
    files: {
      'nginx.conf': config,
      'htdocs/index.php': options.index ?? '<?php // The store answers by FastCGI.\n',
      ...tlsFiles(options.tls),
      ...options.files,
    },
  });
  await server.start();
  return { server, port, folder };
}
