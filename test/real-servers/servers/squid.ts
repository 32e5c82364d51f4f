/** squid from Debian's package, as a reverse proxy, with a configuration of its own. */
import path from 'node:path';
import { freePort, installed, isRoot, Server, scratchFolder } from './process.ts';
import { type Tls, tlsFiles } from './tls.ts';

export const hasSquid = installed('/usr/sbin/squid');

export interface SquidOptions {
  /** The port of the web server behind it. */
  readonly backend: number;
  /** Options of the cache_peer line: `login=PASSTHRU`. */
  readonly peer?: string;
  /** Lines above the http_access rules. A fix can go to the place `access`. */
  readonly access?: string;
  readonly tls?: Tls;
}

export async function startSquid({
  backend,
  peer = '',
  access = '',
  tls,
}: SquidOptions): Promise<{ readonly server: Server; readonly port: number; readonly folder: string }> {
  const folder = scratchFolder('squid');
  const port = await freePort();
  const listening = tls
    ? `https_port 127.0.0.1:${port} accel defaultsite=shop.test:${port} tls-cert=${folder}/tls.crt tls-key=${folder}/tls.key`
    : `http_port 127.0.0.1:${port} accel defaultsite=shop.test:${port}`;
  const server = new Server({
    name: 'squid',
    folder,
    command: '/usr/sbin/squid',
    args: ['--foreground', '-f', path.join(folder, 'squid.conf')],
    ports: [port],
    files: {
      'squid.conf': `${listening}
pid_filename ${folder}/squid.pid
coredump_dir ${folder}
cache_log ${folder}/error.log
access_log none
cache deny all
${isRoot ? 'cache_effective_user www-data' : ''}
shutdown_lifetime 0 seconds
visible_hostname squid.test
icp_port 0
pinger_enable off
cache_peer 127.0.0.1 parent ${backend} 0 no-query originserver name=store ${peer}
# [access]
${access}
http_access allow all
`,
      ...tlsFiles(tls),
    },
  });
  await server.start();
  return { server, port, folder };
}
