/** Starts the servers of a row, all with one certificate and one simulated store, and ends them with it. */
import type { Running } from '../../real-servers/running.ts';
import {
  freePort,
  frontController,
  phpLocation,
  startApache,
  startCaddy,
  startHaproxy,
  startLighttpd,
  startNginx,
  startSquid,
  startVarnish,
  testTls,
  viaFastcgi,
} from '../../real-servers/servers.ts';
import type { Starters } from './set-up.ts';

const tls = testTls();

export interface RowServers extends Starters {
  stopAll(): Promise<void>;
}

/** @param fastcgi The port of the responder. */
export function rowServers(fastcgi: number): RowServers {
  const running = new Set<Running>();
  const kept = async (starting: Promise<Running>): Promise<Running> => {
    const started = await starting;
    running.add(started);
    return started;
  };
  return {
    fastcgi,
    apache: (options = {}) => kept(startApache({ php: viaFastcgi(fastcgi), tls, ...options })),
    nginx: (options = {}) =>
      kept(startNginx({ server: `${frontController}\n${phpLocation(fastcgi)}`, tls, ...options })),
    lighttpd: ({ isPlain, ...options }) => kept(startLighttpd({ ...(!isPlain && { tls }), ...options })),
    caddy: options => kept(startCaddy({ tls, ...options })),
    haproxy: options => kept(startHaproxy({ tls, ...options })),
    varnish: options => kept(startVarnish(options)),
    squid: options => kept(startSquid({ tls, ...options })),
    async behind(php) {
      const web = await kept(
        startNginx({
          server: `set $tls "";
if ($http_x_forwarded_proto = https) {
  set $tls on;
}
${frontController}
${phpLocation(fastcgi, php).replace('$https if_not_empty', '$tls if_not_empty')}`,
        }),
      );
      return web.port;
    },
    nobody: freePort,
    async stopAll() {
      const all = [...running];
      running.clear();
      await Promise.all(all.map(({ server }) => server.stop()));
    },
  };
}
