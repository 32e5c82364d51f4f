import { isIP } from 'node:net';
import { splitUrl } from '../client/http/split-url.ts';

type Scheme = 'http' | 'https';

/** The store that a proxy stands before. */
export interface ProxiedStore {
  /** Its URLs as they were given, the one that requests to the proxy itself go to first; no slash at the end. */
  readonly urls: readonly [string, ...string[]];
}

/** The address of the proxy itself. */
export interface OwnAddress {
  /** The names that clients on this machine, or by leave on others, may call it by, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Whether any IP address will do: it listens beyond loopback. */
  readonly isOpen: boolean;
}

/** What a request came by. */
export interface CameBy {
  readonly scheme: Scheme;
  /** Where the client's CONNECT led, `shop.test:443`; undefined where it talks to the proxy itself. */
  readonly tunnelTo: string | undefined;
}

/** Where a request goes. */
export interface Destination {
  readonly scheme: Scheme;
  /** What the store is told as Host. */
  readonly host: string;
  /** `https://shop.test:8443`, where it is connected to. */
  readonly origin: string;
  readonly target: string;
  /** How the client called it, where that is another address than the store's. */
  readonly calledAs?: { readonly scheme: Scheme; readonly host: string };
}

/** Why a request goes nowhere. */
interface Refusal {
  readonly status: 400 | 403 | 421;
  readonly why: string;
}

/**
 * Where a request goes: to the store, or nowhere. To another origin nothing is sent that a proxy could read: whoever talks to
 * one does so through a tunnel (`tunnelFor`).
 */
export function destinationOf(
  { target, host }: { readonly target: string; readonly host: string },
  { scheme, tunnelTo }: CameBy,
  store: ProxiedStore,
  own: OwnAddress,
): Destination | Refusal {
  const absolute = splitUrl(target);
  if (tunnelTo !== undefined) {
    const path = absolute?.target ?? target;
    if (!path.startsWith('/')) return noPath(target);
    return { scheme, host, origin: originOf(scheme, tunnelTo), target: path };
  }
  if (absolute) {
    if (!isOfStore(hostPort(absolute.authority, absolute.scheme), store))
      return {
        status: 403,
        why: `this proxy sends requests to ${storeHosts(store)} alone, and ${absolute.authority} is another host; NO_PROXY keeps it out of the way`,
      };
    const origin = originOf(absolute.scheme, absolute.authority);
    return { scheme: absolute.scheme, host: absolute.authority, origin, target: absolute.target };
  }
  if (!target.startsWith('/')) return noPath(target);
  const called = hostPort(host, scheme);
  if (!called || !(isOwn(called.hostname, own) || hostNames(store).has(called.hostname)))
    return {
      status: 421,
      why: `the request is for the host ${host || '(none)'}, which is neither this proxy nor ${storeHosts(store)}`,
    };
  const there = splitUrl(store.urls[0]) as { scheme: Scheme; authority: string };
  const isSame = there.scheme === scheme && there.authority.toLowerCase() === host.toLowerCase();
  return {
    scheme: there.scheme,
    host: there.authority,
    origin: originOf(there.scheme, there.authority),
    target,
    ...(!isSame && { calledAs: { scheme, host } }),
  };
}

/** What becomes of a CONNECT. */
export type Tunnel =
  | { readonly kind: 'store' | 'other'; readonly hostname: string; readonly port: number }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * A tunnel to the store is looked into. One to another host is not: it carries what the client and that host say to each other
 * alone. Whoever comes from another machine is given none, lest it be a way into this machine's network.
 */
export function tunnelFor(target: string, store: ProxiedStore, own: OwnAddress): Tunnel {
  const to = hostPort(target, 'https');
  if (!to || !/:\d+$/.test(target)) return { kind: 'refused', why: 'CONNECT expects host:port' };
  if (isOfStore(to, store)) return { kind: 'store', ...to };
  if (own.isOpen)
    return {
      kind: 'refused',
      why: `a proxy that listens beyond this machine opens tunnels to ${storeHosts(store)} alone`,
    };
  return { kind: 'other', ...to };
}

interface HostPort {
  readonly hostname: string;
  readonly port: number;
}

function hostPort(authority: string, scheme: Scheme): HostPort | undefined {
  const url = /^[^\s/?#@\\]+$/.test(authority) ? URL.parse(`${scheme}://${authority}`) : null;
  if (!url || url.hostname === '') return undefined;
  return {
    hostname: plain(url.hostname),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
  };
}

function plain(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
}

function originOf(scheme: Scheme, authority: string): string {
  return URL.parse(`${scheme}://${authority}`)?.origin ?? `${scheme}://${authority}`;
}

function hostNames(store: ProxiedStore): ReadonlySet<string> {
  return new Set(store.urls.map(url => plain(new URL(url).hostname)));
}

function storeHosts(store: ProxiedStore): string {
  return [...hostNames(store)].join(' and ');
}

/**
 * A name is the store's at every port: a client that calls it over the other scheme is to be seen too. An address of
 * loopback, where other things listen beside it, at its own alone.
 */
function isOfStore(to: HostPort | undefined, store: ProxiedStore): boolean {
  if (!to) return false;
  return store.urls.some(url => {
    const own = hostPort(new URL(url).host, /^https:/i.test(url) ? 'https' : 'http');
    if (own?.hostname !== to.hostname) return false;
    const isShared = isIP(own.hostname) !== 0 || /(?:^|\.)localhost$/.test(own.hostname);
    return !isShared || own.port === to.port;
  });
}

/** Against DNS rebinding: a page of a name that leads to this machine is no client of the store. */
function isOwn(hostname: string, { hosts, isOpen }: OwnAddress): boolean {
  return hosts.has(hostname) || (isOpen && isIP(hostname) !== 0);
}

function noPath(target: string): Refusal {
  return { status: 400, why: `the target ${target} is no path` };
}
