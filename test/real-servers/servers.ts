/**
 * Real servers for tests: each with a configuration of its own in a folder of its own, on a free port of loopback,
 * ended by its pid. `server.applyFix({ where, lines })` puts lines at a place marked `# [place]` in the
 * configuration (or in the place of a line, with `replace`) and starts the server again.
 */
export {
  type ApacheOptions,
  type ApacheServer,
  hasApache,
  hasFcgid,
  hasModSecurity,
  olderHtaccess,
  startApache,
  viaFastcgi,
  wordpressHtaccess,
} from './servers/apache.ts';
export { type CaddyOptions, hasCaddy, startCaddy } from './servers/caddy.ts';
export { hasHaproxy, startHaproxy } from './servers/haproxy.ts';
export {
  hasLighttpd,
  type LighttpdOptions,
  lighttpdFrontController,
  startLighttpd,
} from './servers/lighttpd.ts';
export {
  fastcgiParams,
  frontController,
  hasNginx,
  type NginxOptions,
  type NginxServer,
  phpLocation,
  startNginx,
} from './servers/nginx.ts';
export { hasPhpFpm, startPhpFpm } from './servers/php-fpm.ts';
export { type Change, freePort, Server } from './servers/process.ts';
export { hasSquid, type SquidOptions, startSquid } from './servers/squid.ts';
export { type Tls, testTls } from './servers/tls.ts';
export { hasVarnish, startVarnish } from './servers/varnish.ts';
