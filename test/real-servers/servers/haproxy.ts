/** HAProxy from Debian's package, with a configuration of its own. */
import path from 'node:path';
import { freePort, installed, Server, scratchFolder } from './process.ts';
import type { Tls } from './tls.ts';

export const hasHaproxy = installed('/usr/sbin/haproxy');

export interface HaproxyOptions {
  /** The port of the server behind it. */
  readonly backend: number;
  readonly tls?: Tls;
  /** Lines of the section `global`. */
  readonly global?: string;
  /** Lines of the frontend. A fix can go to the place `frontend`. */
  readonly frontend?: string;
  /** Options of the bind line: `verify required`. */
  readonly bind?: string;
}

export async function startHaproxy({
  backend,
  tls,
  global = '',
  frontend = '',
  bind = '',
}: HaproxyOptions): Promise<{ readonly server: Server; readonly port: number; readonly folder: string }> {
  const folder = scratchFolder('haproxy');
  const port = await freePort();
  const server = new Server({
    name: 'haproxy',
    folder,
    command: '/usr/sbin/haproxy',
    args: ['-db', '-f', path.join(folder, 'haproxy.cfg')],
    ports: [port],
    files: {
      'haproxy.cfg': `global
  maxconn 50
  ${global}
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend store
  bind 127.0.0.1:${port}${tls ? ` ssl crt ${folder}/tls.pem ${bind.replaceAll('{folder}', folder)}` : ''}
  # [frontend]
  ${frontend}
  default_backend php
backend php
  server php 127.0.0.1:${backend}
`,
      ...(tls ? { 'tls.pem': tls.cert + tls.key, 'tls.crt': tls.cert } : {}),
    },
  });
  await server.start();
  return { server, port, folder };
}
