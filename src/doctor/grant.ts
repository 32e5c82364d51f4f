import { authorizationUrl } from '../authorize/authorization-url.ts';
import { type Arrival, Merchant } from '../authorize/merchant.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import { isLoopback, isTls, type Known } from './known.ts';
import type { Probe } from './probe.ts';
import type { Send } from './send.ts';

export interface Administrator {
  readonly login: string;
  readonly password: string;
}

/** Where the way to granting keys ended. */
type GrantStep =
  | 'leads to the home URL'
  | 'log-in leads elsewhere'
  | 'no log-in form'
  | 'log-in refused'
  | 'no page to grant on'
  | 'asked to grant';

export interface Grant {
  readonly step: GrantStep;
  /** The URL that the way ended at. */
  readonly url: string;
}

/** They are steps of one way, not single requests; what is kept is the last request of each. */
export const grantProbes: readonly Probe[] = [
  {
    id: 'C1',
    title: 'the log-in form on the way to granting keys',
    healthy: '200 HTML with a form',
    shows: 'that a merchant can log in there',
    needs: 'log-in',
    request: () => undefined,
  },
  {
    id: 'C2',
    title: 'the page that asks an administrator to grant keys; nothing is granted',
    healthy: '200 HTML with the links to approve and to deny',
    shows: 'that the log-in is accepted and the user may grant',
    needs: 'log-in',
    request: () => undefined,
  },
];

/**
 * Goes the way of a merchant to the page that grants keys, logs in, looks at it and logs out again. No key is made.
 *
 * @throws {FlowError} when a request of the way gets no answer.
 */
export async function walkToGrant(
  send: Send,
  known: Known,
  administrator: Administrator,
  seen: (id: 'C1' | 'C2', exchange: HttpExchange) => void,
): Promise<Grant | undefined> {
  // A password is no signature: it does not go over a network in clear.
  if (!isTls(known) && !isLoopback(known.site)) return undefined;
  const merchant = new Merchant({ send }, known.site, [
    ['User-Agent', 'Latchkey-doctor'],
    ['Accept', '*/*'],
  ]);
  const app = {
    appName: 'Latchkey doctor',
    scope: 'read',
    userId: '1',
    returnUrl: 'https://example.com/',
    callbackUrl: 'https://example.com/',
  };
  const form = await merchant.open(authorizationUrl(known.site, app));
  seen('C1', last(form));
  // WordPress sends the merchant to the home URL; a password given for this host is not shown there.
  if (!form.answer && new URL(form.url).host === new URL(known.home).host)
    return { step: 'leads to the home URL', url: form.url };
  if (!form.page?.form) return { step: 'no log-in form', url: form.url };
  const page = await merchant.submitLogin(form, administrator);
  if (page.exchanges.length === 0) return { step: 'log-in leads elsewhere', url: page.url };
  seen('C2', last(page));
  if (page.page?.form) return { step: 'log-in refused', url: page.url };
  if (page.page?.approve === undefined) return { step: 'no page to grant on', url: page.url };
  if (page.page.logout !== undefined) await merchant.logOut(page);
  return { step: 'asked to grant', url: page.url };
}

function last({ exchanges }: Arrival): HttpExchange {
  return exchanges.at(-1) as HttpExchange;
}
