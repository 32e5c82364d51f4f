import type { HostingName } from '../../schemas/types/configuration.ts';
import type { CallbackReceiver } from '../authorize/receiver.ts';
import type { HttpClient } from '../client/http/client.ts';
import type { HttpRequest } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import { CreationJournal } from '../personas/journal.ts';
import { PersonaMaker } from '../personas/maker.ts';
import type { Persona, TargetUser } from '../personas/persona.ts';
import { createRedactor } from '../redact/redact.ts';
import { mayTakeSecrets } from '../site/named-origins.ts';
import { type CleanUpOptions, cleanUpAloud, tellLeft } from './clean-up.ts';
import { namedUrls } from './dress.ts';
import { seenHosting } from './hosting.ts';
import { ofTarget } from './of-target.ts';
import { openCallback, tryCallback } from './open-callback.ts';
import type { ResolvedTarget } from './resolved.ts';
import type { Survey } from './survey.ts';
import { type Capability, capabilities, runInterrupted, type Target } from './target.ts';
import type { CapabilityFact, TargetFacts } from './target-facts.ts';
import { apiOf, guestOf, meetOwner, type VisitedStore, type VisitOptions, visitStore } from './visit.ts';
import { guardWrites } from './writes.ts';

export interface LiveOptions extends VisitOptions {
  /** Where journals of what was made are kept: `.latchkey`. */
  readonly folder: string;
  /** The personas that the run needs beside the owner: no others are made. All of them when left out. */
  readonly personas?: readonly string[];
  /** Told of what is being done before the first scenario. */
  readonly onNote?: (text: string) => void;
}

/**
 * Makes a target of a store that was visited: makes the personas that it may make. Whatever it has made is removed by
 * `cleanUp`, or by `close` at the latest.
 *
 * @throws {TargetError} when an administrator is not let in.
 */
export async function openVisited(visited: VisitedStore, options: LiveOptions): Promise<Target> {
  const { resolved, where, guest, client } = visited;
  let receiver: CallbackReceiver | undefined;
  let maker: PersonaMaker | undefined;
  try {
    receiver = await openCallback(resolved);
    for (const note of where.notes) options.onNote?.(note);
    const personas = new Map(resolved.personas);
    const users = new Map<string, TargetUser>();
    for (const [role, user] of resolved.users) users.set(role, { id: 0, role, ...user });
    const notes: string[] = [];
    const wanted = options.personas && new Set(['owner', ...options.personas]);
    if (resolved.writes && resolved.administrator && !where.lacks.has('log-in')) {
      maker = new PersonaMaker({
        // Once the run is interrupted nothing more is made, but what was made is still removed.
        making: guest,
        removing: guestOf(resolved, client),
        store: where.wordpress,
        site: where.site,
        api: apiOf(visited),
        administrator: resolved.administrator,
        journal: new CreationJournal(options.folder, resolved.stated.name),
        ...(receiver && !where.lacks.has('wc-auth') && { receiver }),
        ...(receiver && where.lacks.has('wc-auth') && { noFlow: where.lacks.get('wc-auth') }),
        ...(options.onNote && { onNote: options.onNote }),
      });
      for (const [name, persona] of await maker.make(personas, wanted)) personas.set(name, persona);
      for (const [role, user] of maker.users) if (!users.has(role)) users.set(role, user);
      notes.push(...maker.notes);
    }
    const owner = personas.get('owner');
    // A key that was just made was not there to be looked at.
    const met = owner && !resolved.personas.has('owner') ? await meetOwner(visited, owner) : visited;
    const seen = await seenHosting(request => guest.send(request), apiOf(visited), owner, {
      redirects: where.redirecting?.status === 301,
      ...(met.way && { way: met.way }),
    });
    const hosting = [...new Set([...resolved.hosting, ...seen])];
    if (hosting.length > 0) {
      const note = `requirements on what the store stands behind are judged too: ${hosting.join(', ')}`;
      notes.push(note);
      options.onNote?.(note);
    }
    return liveTarget({
      resolved,
      hosting,
      where,
      guest,
      client,
      receiver,
      maker,
      personas,
      users,
      versions: met.versions,
      notes,
      options,
    });
  } catch (error) {
    const ending = endingOf(resolved, options);
    await cleanUpAloud(maker, ending);
    tellLeft(maker, ending);
    await receiver?.close();
    await client.close();
    throw ofTarget(error, resolved.stated.name);
  }
}

/**
 * Visits a live store and makes a target of it.
 *
 * @throws {UsageError} as `visitStore`
 * @throws {TargetError} as `visitStore` and `openVisited`
 */
export async function openLiveTarget(resolved: ResolvedTarget, options: LiveOptions): Promise<Target> {
  await tryCallback(resolved);
  return openVisited(await visitStore(resolved, options), options);
}

interface Parts {
  readonly resolved: ResolvedTarget;
  readonly hosting: readonly HostingName[];
  readonly where: Survey;
  readonly guest: Guest;
  readonly client: HttpClient;
  readonly receiver: CallbackReceiver | undefined;
  readonly maker: PersonaMaker | undefined;
  readonly personas: ReadonlyMap<string, Persona>;
  readonly users: ReadonlyMap<string, TargetUser>;
  readonly versions: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  readonly options: LiveOptions;
}

function liveTarget(parts: Parts): Target {
  const { resolved, where, guest, client, receiver, maker, personas, users, versions, options } = parts;
  const lacks = lacksOf(parts);
  const version = versions.WooCommerce ?? resolved.expectedVersion;
  const now = () => Math.floor(Date.now() / 1000 + where.clockDifference);
  let isClosed = false;
  /** What the scenario that runs is about. */
  let behind: readonly string[] = [];
  /** Whether it was done in time for the reports. */
  let isCleaned = false;
  const secrets = [...resolved.secrets, ...(maker?.secrets ?? [])];
  const redactor = createRedactor(secrets);
  const ending = endingOf(resolved, options);
  /** Pages of the store are quoted in it, and what its servers call themselves. */
  const redacted = (facts: TargetFacts): TargetFacts => redactor.value(facts);
  const target: Target = {
    name: resolved.stated.name,
    kind: 'live',
    urls: { ...where.urls, ...(where.redirecting && { http: where.redirecting.url }) },
    signed: where.signed,
    site: where.site,
    ...(maker && { appName: maker.marker }),
    ...(version !== undefined && { version }),
    personas,
    users,
    app: receiver ?? absentApp,
    ...(where.guestRefusal !== undefined && { guestRefusal: where.guestRefusal }),
    scenario: about => {
      behind = about.behind;
    },
    lacks: capability => (isThereBehind(capability, behind) ? undefined : lacks.get(capability)),
    faults: () => parts.hosting,
    ...(resolved.htpasswd && {
      webServerPassword: `${resolved.htpasswd.login}:${resolved.htpasswd.password}`,
    }),
    locate: where.locate,
    lacksRoute(path) {
      const namespace = /^\/wp-json\/(wc\/v\d)\b/.exec(path)?.[1];
      return namespace === undefined || (where.namespaces?.has(namespace) ?? true)
        ? undefined
        : `the store has no ${namespace}`;
    },
    stopped() {
      if (options.signal?.aborted) return { outcome: 'cannot tell', reason: runInterrupted };
      const { refusals } = resolved.pace;
      if (guest.refusals < refusals) return undefined;
      const reason = `the budget of ${refusals} refused credentials is used up (pace.refusals)`;
      return { outcome: 'skipped', reason };
    },
    beforeGrant: () => maker?.noteGrant(),
    secrets,
    whyNotSent: request => whyNotSent(request, namedUrls(resolved)),
    async send(request, notes) {
      guardWrites(request);
      return guest.send(request, notes, { isBare: behind.includes('htpasswd') });
    },
    now,
    cleanUp: async () => {
      await cleanUpAloud(maker, ending);
      isCleaned = true;
    },
    facts: (): TargetFacts =>
      redacted({
        url: where.site,
        versions: { ...versions, ...(where.server !== undefined && { 'web server': where.server }) },
        fingerprints: { 'REST index': where.fingerprint },
        capabilities: (Object.keys(capabilities) as Capability[]).map(name => factOf(name, lacks, where)),
        clockDifference: Math.round(where.clockDifference),
        requests: guest.requests,
        refusals: guest.refusals,
        notes: [...where.notes, ...parts.notes],
        created: maker?.things() ?? [],
        ...(options.signal?.aborted && { stopped: runInterrupted }),
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await cleanUpAloud(maker, ending);
      if (!isCleaned) tellLeft(maker, ending);
      await receiver?.close();
      await client.close();
    },
  };
  return target;
}

function endingOf({ stated }: ResolvedTarget, { signal, onNote }: LiveOptions): CleanUpOptions {
  return { name: stated.name, signal, onNote };
}

/** What a scenario about a hosting fault has that others lack: what answers there is the hosting itself. */
function isThereBehind(capability: Capability, behind: readonly string[]): boolean {
  if (capability === 'plain-http') return behind.includes('redirect-https');
  return capability === 'authorization-header' && behind.includes('htpasswd');
}

/** The app of scenarios in which no key is granted: nothing is ever sent to it. */
const absentApp: CallbackReceiver = {
  url: 'https://app.example',
  received: [],
  answer: () => {},
  clear: () => {},
  close: async () => {},
};

function factOf(name: Capability, lacks: ReadonlyMap<Capability, string>, { told }: Survey): CapabilityFact {
  const reason = lacks.get(name);
  const isStated =
    told.has(name) || ['clock', 'writes', 'site-switches', 'log-in', 'callback'].includes(name);
  return {
    name,
    has: reason === undefined,
    from: isStated ? 'configuration' : 'probe',
    ...(reason !== undefined && { told: reason }),
  };
}

function lacksOf({ resolved, where, receiver, maker, users }: Parts): Map<Capability, string> {
  const lacks = new Map(where.lacks);
  lacks.set('clock', "a live store's clock cannot be set");
  lacks.set('site-switches', "a live store's settings are left alone");
  if (!resolved.writes)
    lacks.set('writes', 'writes are not allowed ("writes": true in the configuration allows them)');
  if (users.size === 0 && !lacks.has('log-in')) lacks.set('log-in', 'no log-in is configured');
  if (!receiver) lacks.set('callback', 'no callback URL is configured that the store could send keys to');
  else if (maker?.flowFailed !== undefined) lacks.set('callback', maker.flowFailed);
  else if (!resolved.administrator)
    lacks.set('callback', 'keys that are granted could not be removed: no administrator is configured');
  if (resolved.htpasswd)
    lacks.set(
      'authorization-header',
      "the web server's own password (htpasswd) takes the Authorization header",
    );
  return lacks;
}

/** A scenario that sends a secret where none may go is skipped, and nothing is sent. */
function whyNotSent(request: HttpRequest, named: readonly string[]): string | undefined {
  if (!showsSecret(request) || mayTakeSecrets(request.url, named)) return undefined;
  const { origin } = new URL(request.url);
  return `no secret goes to ${origin}: ${named.map(url => new URL(url).origin).join(' and ')} was named, and it is another origin, or in clear (httpUrl names it)`;
}

/** A signature is made with a secret, and does not show it. */
function showsSecret({ url, headers, body }: HttpRequest): boolean {
  return (
    headers.some(
      ([name, value]) =>
        /^cookie$/i.test(name) || (/^authorization$/i.test(name) && !/^\s*oauth\b/i.test(value)),
    ) ||
    /[?&]consumer_secret=/.test(url) ||
    (body !== undefined &&
      /(?:^|&)(?:consumer_secret|pwd|password)=/.test(Buffer.from(body).toString('latin1')))
  );
}
