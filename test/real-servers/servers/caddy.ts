/** Caddy from Debian's package, with a Caddyfile of its own. */
import path from 'node:path';
import { freePort, installed, Server, scratchFolder } from './process.ts';
import { type Tls, tlsFiles } from './tls.ts';

export const hasCaddy = installed('/usr/bin/caddy');

export interface CaddyOptions {
  /** What is inside the site's block: `php_fastcgi …`, `reverse_proxy …`. A fix can go to the place `site`. */
  readonly site: string;
  readonly tls?: Tls;
}

export async function startCaddy({
  site,
  tls,
}: CaddyOptions): Promise<{ readonly server: Server; readonly port: number; readonly folder: string }> {
  const folder = scratchFolder('caddy');
  const port = await freePort();
  const server = new Server({
    name: 'caddy',
    folder,
    command: '/usr/bin/caddy',
    args: ['run', '--config', path.join(folder, 'Caddyfile'), '--adapter', 'caddyfile'],
    env: { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    ports: [port],
    files: {
      Caddyfile: `{
\tadmin off
\tauto_https off
}
${tls ? 'https' : 'http'}://:${port} {
\tbind 127.0.0.1
\troot * ${folder}/htdocs
\t${tls ? `tls ${folder}/tls.crt ${folder}/tls.key` : ''}
\t# [site]
\t${site.replaceAll('\n', '\n\t')}
}
`,
      'htdocs/index.php': '<?php // The store answers by FastCGI.\n',
      ...tlsFiles(tls),
    },
  });
  await server.start();
  return { server, port, folder };
}
