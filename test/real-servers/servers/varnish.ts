/** Varnish from Debian's package, with VCL of its own. */
import path from 'node:path';
import { freePort, installed, Server, scratchFolder } from './process.ts';

export const hasVarnish = installed('/usr/sbin/varnishd');

export interface VarnishOptions {
  /** The port of the server behind it. */
  readonly backend: number;
  /** What is inside `sub vcl_recv { … }`. A fix can go to the place `recv`. */
  readonly recv?: string;
  /** Further subroutines. */
  readonly vcl?: string;
}

export async function startVarnish({
  backend,
  recv = '',
  vcl = '',
}: VarnishOptions): Promise<{ readonly server: Server; readonly port: number; readonly folder: string }> {
  const folder = scratchFolder('varnish');
  const port = await freePort();
  const server = new Server({
    name: 'varnish',
    folder,
    command: '/usr/sbin/varnishd',
    // `-j none` runs without another user; no management port.
    args: [
      ...['-F', '-j', 'none', '-n', path.join(folder, 'work'), '-f', path.join(folder, 'store.vcl')],
      ...['-a', `127.0.0.1:${port}`, '-T', 'none', '-s', 'malloc,8m', '-p', 'thread_pool_min=10'],
      ...['-p', 'vsl_space=1M', '-p', 'thread_pools=1'],
    ],
    ports: [port],
    files: {
      'store.vcl': `vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "${backend}"; }
sub vcl_recv {
  # [recv]
  ${recv}
}
${vcl}
`,
    },
  });
  await server.start();
  return { server, port, folder };
}
