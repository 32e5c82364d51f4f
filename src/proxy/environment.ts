import { type Environment, trustVariables } from '../gate/environment.ts';
import type { RunningProxy } from './proxy.ts';

const loopback = ['localhost', '127.0.0.1', '::1'];

/**
 * The environment variables that lead a client through the proxy and have it trust the proxy's certificate. Some look for
 * the names in lower case alone: curl for http_proxy, since a web server makes HTTP_PROXY of a header field.
 */
export function proxyVariables(proxy: RunningProxy, inherited: Environment): Record<string, string> {
  const hosts = proxy.store.urls.map(url => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));
  const before = (inherited.NO_PROXY ?? inherited.no_proxy ?? '').split(',').map(entry => entry.trim());
  const around = [...before, ...loopback].filter(
    (entry, index, all) =>
      entry !== '' && all.indexOf(entry) === index && !hosts.some(host => covers(entry, host)),
  );
  const { url, authority } = proxy;
  return {
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    http_proxy: url,
    https_proxy: url,
    NO_PROXY: around.join(','),
    no_proxy: around.join(','),
    NODE_USE_ENV_PROXY: '1',
    ...trustVariables({ ca: authority.pem, caFile: authority.file }, inherited),
  };
}

/** Whether an entry of NO_PROXY keeps this host from the proxy. */
function covers(entry: string, host: string): boolean {
  const name = entry
    .replace(/^\*?\.?/, '')
    .replace(/:\d+$/, '')
    .toLowerCase();
  return entry === '*' || name === host.toLowerCase() || host.toLowerCase().endsWith(`.${name}`);
}
