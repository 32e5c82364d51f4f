import { FatalError } from '../../php/fatal-error.ts';
import { isUserLoggedIn } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { forbidden } from './dispatch.ts';
import { notSimulated } from './not-simulated.ts';
import type { ArgChecks, RestArg, RestEndpoint, RestRequest, RestRoute } from './route.ts';

/** What a real store was seen to answer. */
interface Outcome {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

interface Verdict {
  /** The answer to this role, whatever it sends. */
  readonly refused?: Outcome;
  /** The answer to this role, which is let in, as long as it sends nothing. */
  readonly bare?: Outcome;
}

interface MeasuredEndpoint {
  readonly methods: readonly string[];
  readonly args: Readonly<Record<string, object>>;
  readonly verdicts: readonly Verdict[];
  readonly existing?: {
    readonly verdicts: readonly Verdict[];
    readonly sample: Readonly<Record<string, string>>;
  };
}

/** A route with what a real store of this version said to each role, in the order of `roles`. */
export interface RouteVerdicts {
  readonly namespace: string;
  readonly pattern: string;
  readonly endpoints: readonly MeasuredEndpoint[];
}

/** What this store does at a measured route: its callback, and a check of its own where one answer for each role is too few. */
export type SimulatedEndpoint = Partial<RestEndpoint> & {
  /** Parameters that it looks at by itself, whatever their schema says. */
  readonly ownChecks?: readonly string[];
  /** Whether its callback says by itself what it foretells, with header fields. */
  readonly tellsForetold?: boolean;
};

/** By method and pattern, `GET /wp/v2/posts`: the method is the first of the endpoint's. */
export type SimulatedEndpoints = ReadonlyMap<string, SimulatedEndpoint>;

/** Whether what a path names is there; undefined where this look-up does not know. */
export type LookUp = (pattern: string, request: RestRequest) => boolean | undefined;

/**
 * A measured route as one that can be asked: parameters and refusals are those of the real store; who is let in gets
 * what is simulated, or 501.
 */
export function measuredRoute(
  { namespace, pattern, endpoints }: RouteVerdicts,
  simulated: SimulatedEndpoints,
  isThere: LookUp,
  checks: ArgChecks,
): RestRoute {
  return {
    namespace,
    pattern,
    endpoints: endpoints.map(endpoint => {
      const done = simulated.get(`${endpoint.methods[0]} ${pattern}`);
      const verdict = (request: RestRequest) => verdictOf(endpoint, pattern, request, isThere);
      const bareOutcome = (request: RestRequest): Outcome | undefined => {
        const { bare } = verdict(request);
        return bare !== undefined && (standing.has(bare.code) || isBare(endpoint, request))
          ? bare
          : undefined;
      };
      const foretells = (request: RestRequest): WpError | FatalError | undefined =>
        deathOf(verdict(request).refused) ??
        (done?.callback ? done.foretells?.(request) : deathOf(bareOutcome(request)));
      return {
        methods: endpoint.methods,
        args: withoutChecks(withChecks(endpoint.args, checks), done?.ownChecks ?? []),
        isSimulated: done?.callback !== undefined,
        permission: request => permitted(verdict(request), request),
        ...done,
        foretells,
        callback: request => {
          const first = foretells(request);
          if (first instanceof FatalError) throw first;
          if (first !== undefined && done?.tellsForetold !== true) return first;
          if (done?.callback) return done.callback(request);
          const bare = bareOutcome(request);
          return bare === undefined ? notSimulated(request.method, pattern) : errorOf(bare);
        },
      };
    }),
  };
}

/** Refusals of a callback that nothing which is sent to a fresh store keeps off: its nonce is of a page, its plugin missing. */
const standing = new Set([
  'woocommerce_settings_invalid_nonce',
  'woocommerce_woopayments_onboarding_extension_not_active',
]);

/** Callbacks by their names, which a table can hold. */
interface NamedChecks {
  readonly check?: string;
  readonly refuses?: string;
}

/** The parameters with their own callbacks, where the table names one. */
function withChecks(
  args: Readonly<Record<string, object>>,
  checks: ArgChecks,
): Readonly<Record<string, RestArg>> {
  const all: Record<string, RestArg> = {};
  for (const [name, arg] of Object.entries(args)) {
    const { check, refuses, ...schema } = arg as NamedChecks;
    all[name] = {
      ...schema,
      ...(check !== undefined && { check: checks.get(check) }),
      ...(refuses !== undefined && { refuses: checks.get(refuses) }),
    };
  }
  return all;
}

function withoutChecks(
  all: Readonly<Record<string, RestArg>>,
  ownChecks: readonly string[],
): Readonly<Record<string, RestArg>> {
  if (ownChecks.length === 0) return all;
  const isOwn = (name: string) => ownChecks.includes(name);
  return Object.fromEntries(
    Object.entries(all).map(([name, arg]) => [name, isOwn(name) ? { ...arg, validate: false } : arg]),
  );
}

function permitted({ refused }: Verdict, { method, context }: RestRequest): true | WpError {
  // A row has the words of its first method; WooCommerce's newer controllers have none for two of them, and say no.
  if (refused?.message === wordsOfPost && (method === 'PUT' || method === 'PATCH')) return forbidden(context);
  // Who makes PHP die has come through: no other method's `Allow` is to die of it.
  return refused === undefined || deathOf(refused) !== undefined ? true : errorOf(refused);
}

/** `RestApiControllerBase::get_authentication_error_by_method()`: its words for POST. */
const wordsOfPost = 'Sorry, you cannot create resources.';

function deathOf(outcome: Outcome | undefined): FatalError | undefined {
  return outcome?.code === 'internal_server_error' ? new FatalError(outcome.message) : undefined;
}

function errorOf({ status, code, message }: Outcome): WpError {
  return wpError(code, message, status);
}

function verdictOf(
  { verdicts, existing }: MeasuredEndpoint,
  pattern: string,
  request: RestRequest,
  isThere: LookUp,
): Verdict {
  const column = roleColumn(request.context);
  if (existing === undefined) return verdicts[column] as Verdict;
  const { urlParams } = request;
  const found =
    isThere(pattern, request) ??
    Object.entries(existing.sample).every(([name, value]) => urlParams.get(name) === value);
  return (found ? existing.verdicts : verdicts)[column] as Verdict;
}

/**
 * The column of the table that counts for a user. A role that was not asked for answers as the next one with fewer
 * rights.
 */
function roleColumn(context: Context): number {
  if (!isUserLoggedIn(context)) return 0;
  switch (context.site.users.get(context.userId)?.role) {
    case 'administrator':
      return 4;
    case 'shop_manager':
      return 3;
    case 'author':
    case 'editor':
      return 2;
    default:
      return 1;
  }
}

/** Whether a request has nothing but what it cannot do without. */
function isBare({ args }: MeasuredEndpoint, { params, sent, urlParams }: RestRequest): boolean {
  for (const name of params.keys()) {
    if (urlParams.has(name) || name.startsWith('_') || credentials.has(name)) continue;
    const arg = args[name] as RestArg | undefined;
    if (arg?.required === true) continue;
    if (arg === undefined || sent.has(name)) return false;
  }
  return true;
}

const credentials = new Set([
  'rest_route',
  'consumer_key',
  'consumer_secret',
  ...['consumer_key', 'signature', 'signature_method', 'timestamp', 'nonce', 'version', 'token'].map(
    name => `oauth_${name}`,
  ),
]);
