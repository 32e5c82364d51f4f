import { TargetError, UsageError } from '../../mocks/errors.ts';
import { createClient, type HttpClient } from '../client/http/client.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import { createGuest, type Guest } from '../client/http/guest.ts';
import type { KeyedApi } from '../personas/key-request.ts';
import type { Persona } from '../personas/persona.ts';
import { dressOf } from './dress.ts';
import { checkVersion, onPage, readVersions, type ToldVersions } from './live-versions.ts';
import { checkOwnerKey, refuseOddKey } from './owner-key.ts';
import type { ResolvedTarget } from './resolved.ts';
import { type Survey, surveyStore } from './survey.ts';

/** What reaches a live store, before anything is known of it. */
export interface Door {
  readonly guest: Guest;
  readonly client: HttpClient;
  /** Every exchange so far, in the order in which they ended; with secrets in them. */
  readonly exchanges: readonly HttpExchange[];
}

export function openDoor(resolved: ResolvedTarget, signal?: AbortSignal): Door {
  const { timeouts, ca, proxy, connectTo, pace } = resolved;
  const { client, exchanges } = noted(
    createClient({
      connections: pace.concurrency,
      ...(ca !== undefined && { ca }),
      ...(proxy !== undefined && { proxy }),
      ...(connectTo && { connectTo }),
      ...(timeouts.connect !== undefined && { connectTimeout: timeouts.connect }),
      ...(timeouts.answer !== undefined && { answerTimeout: timeouts.answer }),
    }),
  );
  return { guest: guestOf(resolved, client, signal), client, exchanges };
}

/** A guest as the configuration says, with a pace of its own. */
export function guestOf(resolved: ResolvedTarget, client: HttpClient, signal?: AbortSignal): Guest {
  return createGuest(client, { ...resolved.pace, ...dressOf(resolved), ...(signal && { signal }) });
}

/** The client, and what it has sent and was answered. */
function noted(client: HttpClient): { client: HttpClient; exchanges: readonly HttpExchange[] } {
  const exchanges: HttpExchange[] = [];
  return {
    exchanges,
    client: {
      async send(request, options) {
        const exchange = await client.send(request, options);
        exchanges.push(exchange);
        return exchange;
      },
      close: () => client.close(),
    },
  };
}

/** A live store that was looked at before the suite, and what it takes to go on. */
export interface VisitedStore extends Door, ToldVersions {
  readonly resolved: ResolvedTarget;
  readonly where: Survey;
}

export interface VisitOptions {
  /** Aborted when the user asks the run to end. */
  readonly signal?: AbortSignal;
  /** What is to be run asks for no key. */
  readonly needsNoKey?: boolean;
}

/**
 * The pre-flight of a live store: where it is and what it can, and whether the owner's key is one that the suite can work
 * with. Nothing is made there.
 *
 * @throws {UsageError} for a key that is not given, or is wrong.
 * @throws {TargetError} when it is no WooCommerce store, not the version that was expected, or does not answer.
 */
export async function visitStore(
  resolved: ResolvedTarget,
  { signal, needsNoKey = false }: VisitOptions = {},
): Promise<VisitedStore> {
  const { name } = resolved.stated;
  const mayMakeKeys = resolved.writes && resolved.administrator !== undefined;
  if (resolved.personas.size === 0 && !mayMakeKeys && !needsNoKey) throw noKey(name);
  const owner = resolved.personas.get('owner');
  if (owner) refuseOddKey(name, owner);
  const door = openDoor(resolved, signal);
  try {
    const credentials = owner ?? [...resolved.personas.values()][0];
    const where = await surveyStore(door.guest, resolved.stated, {
      ...(credentials && { credentials }),
      mayBeClosed: mayMakeKeys,
    });
    const visited = { ...door, resolved, where, versions: onPage(where) };
    return owner ? { ...visited, ...(await meetOwner(visited, owner)) } : visited;
  } catch (error) {
    await door.client.close();
    throw error;
  }
}

function noKey(where: string): UsageError {
  return new UsageError(
    {
      where,
      what: 'there is no key, so nothing could be let in',
      expected:
        'the key and secret of an administrator (personas.owner of the target; with --url also --key and --secret)',
    },
    { code: 'LATCHKEY_CONFIGURATION' },
  );
}

/**
 * Looks at the owner's key, and asks for the versions with it.
 *
 * @throws {UsageError} for a key that is wrong.
 * @throws {TargetError} for a store that takes no key, or is not the version that was expected.
 */
export async function meetOwner(
  { resolved, where, guest }: Omit<VisitedStore, 'versions'>,
  owner: Persona,
): Promise<ToldVersions> {
  const { name } = resolved.stated;
  const send: Guest['send'] = request => guest.send(request);
  const api = apiOf({ resolved, where });
  const isLetIn = await checkOwnerKey(name, owner, send, api);
  if (where.byParameter !== undefined && !isLetIn) throw noKeysByParameter(name, where.byParameter);
  const found = await readVersions(send, api, owner, onPage(where));
  checkVersion(resolved, found.versions.WooCommerce);
  return found;
}

/** Before 11.1 WooCommerce looks for keys only where the URL has the path of its API. */
function noKeysByParameter(name: string, why: NonNullable<Survey['byParameter']>): TargetError {
  return why === 'plain permalinks'
    ? new TargetError(
        {
          where: name,
          what: 'the site has plain permalinks, and its WooCommerce takes no keys there, as all before 11.1',
        },
        { advice: 'Choose another structure under Settings → Permalinks.' },
      )
    : new TargetError(
        {
          where: name,
          what: 'the web server does not hand /wp-json/ to WordPress; the API answers by ?rest_route= alone, where its WooCommerce takes no keys, as all before 11.1',
        },
        { advice: 'The rewrite rules are missing, or not read: latchkey doctor tells more.' },
      );
}

/** Where the API is asked with a key: TLS before plain HTTP. */
export function apiOf({ resolved, where }: Pick<VisitedStore, 'resolved' | 'where'>): KeyedApi {
  const { urls, signed, locate, clockDifference } = where;
  const scheme = urls.https === undefined ? 'http' : 'https';
  return {
    url: urls[scheme] as string,
    signed: signed[scheme] as string,
    locate,
    now: () => Date.now() / 1000 + clockDifference,
    hasHtpasswd: resolved.htpasswd !== undefined,
  };
}
