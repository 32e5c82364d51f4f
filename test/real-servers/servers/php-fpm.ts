/** PHP-FPM from Debian's package, with a configuration of its own. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { freePort, isRoot, Server, scratchFolder } from './process.ts';

/** The newest php-fpm that is installed: the program's name carries PHP's version. */
const program = ['/usr/sbin', '/usr/bin']
  .filter(folder => existsSync(folder))
  .flatMap(folder => readdirSync(folder).map(name => path.join(folder, name)))
  .filter(file => /\/php-fpm[\d.]+$/.test(file))
  .sort()
  .at(-1);

export const hasPhpFpm = program !== undefined;

export async function startPhpFpm(): Promise<{ readonly server: Server; readonly port: number }> {
  const folder = scratchFolder('php-fpm');
  const port = await freePort();
  const server = new Server({
    name: 'php-fpm',
    folder,
    command: program ?? 'php-fpm',
    args: ['--nodaemonize', '-n', '-y', path.join(folder, 'php-fpm.conf')],
    ports: [port],
    files: {
      'php-fpm.conf': `[global]
error_log = ${folder}/error.log
[www]
${isRoot ? 'user = www-data\ngroup = www-data' : ''}
listen = 127.0.0.1:${port}
pm = static
pm.max_children = 2
`,
    },
  });
  await server.start();
  return { server, port };
}
