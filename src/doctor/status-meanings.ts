/** What a status says where nothing of WordPress is behind it, who gives it, and who can mend it. */
import type { FaultName } from '../../mocks/faults.ts';

export interface StatusMeaning {
  /** The end of a sentence: "402 …". */
  readonly meaning: string;
  /** The layer that gives it, as far as the status tells. */
  readonly layer: FaultName['layer'];
  /** What to ask whom. */
  readonly ask: string;
}

const cloudflareOrigin = (meaning: string, ask: string): StatusMeaning => ({
  meaning: `is Cloudflare's own: ${meaning}`,
  layer: 'cdn',
  ask: `Ask the host: ${ask} Cloudflare tells more by the cf-ray of an answer.`,
});

/**
 * Registered statuses by RFC 9110 and the IANA registry; the others as their makers document them: Cloudflare's 520 to
 * 530, cPanel's 508 and 509, nginx's 444 and 494 to 499, AWS's 460 to 463 and 561, Akamai's, WP Engine's.
 */
const byStatus: Readonly<Record<number, StatusMeaning>> = {
  400: {
    meaning:
      'says that the request itself is not understood: plain HTTP at a port for TLS, a client certificate that is wanted, a host name that is not served, a header field twice',
    layer: 'web-server',
    ask: 'Ask whoever runs the web server which rule answers 400 there: its error log tells. Look first whether scheme, host and port of the URL are right.',
  },
  304: {
    meaning: 'says that the client has the answer already, which it has not: a broken cache answers here',
    layer: 'cdn',
    ask: 'Ask whoever runs the cache in front of the site, and to take the API out of it.',
  },
  401: {
    meaning: 'asks for credentials before WordPress is reached, and does not say which',
    layer: 'web-server',
    ask: 'Ask whoever runs the server which password protects it, and to free /wp-json/wc/ and /wc-auth/.',
  },
  402: {
    meaning: 'says that something was not paid: hosts answer so for a suspended account',
    layer: 'web-server',
    ask: 'Ask the shop owner, and the host: is the account suspended, is an invoice open?',
  },
  405: {
    meaning: 'refuses the method, GET of all: no application is set up behind this server',
    layer: 'web-server',
    ask: 'Ask the host which application this virtual host belongs to.',
  },
  407: {
    meaning: 'comes from a proxy between here and the store that asks for a password of its own',
    layer: 'network',
    ask: 'Ask your own network for the proxy’s password, or for a way around it. The store is not concerned.',
  },
  409: {
    meaning: 'says that two things conflict: an object store or a balancer answers here, not a shop',
    layer: 'web-server',
    ask: 'Ask the host what is set up for this host name.',
  },
  410: {
    meaning: 'says that what was there is gone for good: hosts answer so for a site that was removed',
    layer: 'web-server',
    ask: 'Ask the shop owner where the store is now.',
  },
  418: {
    meaning: 'is a joke by RFC 2324 that firewalls use to refuse whom they take for a bot',
    layer: 'firewall',
    ask: 'Ask the host which firewall refuses, and to except /wp-json/wc/ and /wc-auth/.',
  },
  421: {
    meaning: 'says that this server does not answer for the host name that was asked',
    layer: 'web-server',
    ask: 'Ask whoever runs the domain whether it leads to the right server, and the host whether the name is set up there with TLS.',
  },
  423: {
    meaning: 'says that the site is locked: hosts answer so for a suspended or frozen account',
    layer: 'web-server',
    ask: 'Ask the shop owner, and the host: is the account suspended?',
  },
  426: {
    meaning: 'asks for another version of the protocol, TLS or HTTP/2',
    layer: 'web-server',
    ask: 'Ask the https URL; else ask the host which protocol its server wants.',
  },
  429: {
    meaning: 'says that there were too many requests',
    layer: 'firewall',
    ask: 'Wait, then ask the host how many requests are allowed for /wp-json/wc/.',
  },
  444: {
    meaning: 'is nginx’s own for a connection that it closes',
    layer: 'web-server',
    ask: 'Ask the host which rule of nginx answers 444.',
  },
  451: {
    meaning: 'says that a law or an order keeps the answer back: mostly a block by country',
    layer: 'firewall',
    ask: 'Ask from another country; ask the host or the CDN which countries are blocked, and to allow the addresses that the client calls from.',
  },
  456: {
    meaning: 'is no registered status: firewalls of hosts give it',
    layer: 'firewall',
    ask: 'Ask the host which firewall answers so, and to except /wp-json/wc/ and /wc-auth/.',
  },
  499: {
    meaning: 'is nginx’s own for a client that hung up: a proxy behind another one answers it on',
    layer: 'proxy',
    ask: 'Ask the host which proxies stand in front of WordPress, and how long each of them waits.',
  },
  501: {
    meaning: 'says that the server cannot do what was asked: firewalls refuse so too (mod_security)',
    layer: 'firewall',
    ask: 'Ask the host which rule answers 501: the audit log names its id.',
  },
  507: {
    meaning: 'says that the server’s disk or quota is full',
    layer: 'web-server',
    ask: 'Ask the host: is the disk or the quota of the account full?',
  },
  508: {
    meaning:
      'is what shared hosting answers when the account has used up its processes, memory or time (cPanel, CloudLinux)',
    layer: 'web-server',
    ask: 'Ask the host: “resource limit is reached”, which limit, and what uses it up? cPanel → Resource Usage tells.',
  },
  509: {
    meaning: 'is what hosts answer when the traffic that the account may use is used up',
    layer: 'web-server',
    ask: 'Ask the host: is the traffic of the account used up, and until when?',
  },
  511: {
    meaning:
      'comes from the network that you are in, which wants a log-in first (RFC 6585, a captive portal)',
    layer: 'network',
    ask: 'Log in to your own network, or ask from another one. The store is not concerned.',
  },
  520: cloudflareOrigin(
    'the store’s server gave it an empty or a broken answer',
    'what crashes, or closes the connection?',
  ),
  521: cloudflareOrigin(
    'the store’s server refuses its connections',
    'does the web server run, and does its firewall let Cloudflare’s addresses in?',
  ),
  522: cloudflareOrigin(
    'no connection to the store’s server comes about',
    'does the web server run, and does a firewall drop Cloudflare’s addresses?',
  ),
  523: cloudflareOrigin(
    'the store’s server cannot be reached',
    'is the address of the server in the DNS of the zone right?',
  ),
  524: cloudflareOrigin(
    'the store’s server was reached, and did not answer in time',
    'what takes longer than 100 seconds?',
  ),
  525: cloudflareOrigin(
    'the TLS handshake with the store’s server failed',
    'is a certificate set up on the server, and which TLS does it speak?',
  ),
  526: cloudflareOrigin(
    'the certificate of the store’s server is not valid',
    'is the certificate on the server itself expired, or for another name?',
  ),
  527: cloudflareOrigin(
    'its Railgun connection to the store’s server broke',
    'does the Railgun listener run?',
  ),
  530: cloudflareOrigin(
    'it cannot find the store’s server; the page names an error 1xxx besides',
    'is the DNS record of the server right, and is the site still set up at Cloudflare?',
  ),
  561: {
    meaning: 'is AWS’s own: the balancer asked an identity provider, and got no good answer',
    layer: 'proxy',
    ask: 'Ask the host which log-in stands in front of the site.',
  },
  599: {
    meaning: 'is no registered status: proxies give it when they got no answer in time',
    layer: 'proxy',
    ask: 'Ask the host which proxy stands in front, and what it waits for.',
  },
  999: {
    meaning: 'is no status of HTTP: sites give it to whom they take for a robot',
    layer: 'firewall',
    ask: 'Ask the host which firewall refuses robots, and to except /wp-json/wc/ and /wc-auth/.',
  },
};

/** What is known of a status; by its class where nothing more is known. */
export function meaningOf(status: number): StatusMeaning {
  const known = byStatus[status];
  if (known) return known;
  if (status >= 600)
    return {
      meaning: 'is no status of HTTP',
      layer: 'firewall',
      ask: 'Ask the host what answers so: no web server does by itself.',
    };
  if (status >= 500)
    return {
      meaning: 'is an error of a server',
      layer: 'proxy',
      ask: 'Ask the host what its error log says at the time of these requests.',
    };
  if (status >= 400)
    return {
      meaning: 'is a refusal, by something in front of WordPress',
      layer: 'web-server',
      ask: 'Ask the host which server or rule answers so: its log names it.',
    };
  if (status >= 300)
    return {
      meaning: 'leads elsewhere, or says where it does not',
      layer: 'web-server',
      ask: 'Ask the host where the site is now, and what is set up for this host name.',
    };
  return {
    meaning: 'is a success of another application, or of a page that stands in for everything',
    layer: 'web-server',
    ask: 'Ask the shop owner for the URL of the store’s front page, and the host what is set up for this host name.',
  };
}
