import { type Profile, profileOf, profiles, type SignatureReading } from '../../mocks/rules.ts';
import { type Asked, askStore } from './ask-store.ts';
import type { SeenCredentials } from './credentials/seen.ts';
import type { KnownOptions } from './explanation.ts';
import type { ReceivedRequest } from './request.ts';
import { readingOf } from './store-view.ts';

/** The request as it was most likely sent, to the store to which it was most likely sent. */
export interface LikelyRequest {
  readonly request: ReceivedRequest;
  readonly profile: Profile;
  /** ' for POST over https', where the input did not tell it; else ''. */
  readonly assuming: string;
}

/**
 * What the input does not tell (a URL has no method, a line of a log no scheme, nothing the store's version) is taken
 * so that the store lets the request in, if there is such a way: what is right is no mistake.
 */
export function likelyRequest(
  given: ReceivedRequest,
  options: KnownOptions,
  seen: SeenCredentials,
): LikelyRequest {
  const { home, profile } = options;
  const versions = profile === undefined ? newestFirst : [profileOf(profile)];
  const likely = home?.scheme ?? given.scheme;
  const schemes = given.schemeAssumed ? [likely, likely === 'http' ? 'https' : 'http'] : [given.scheme];
  const ways = (methods: readonly string[]): ReceivedRequest[] =>
    schemes.flatMap(scheme =>
      methods.map(method => ({ ...given, scheme: scheme as 'http' | 'https', method })),
    );
  const first = (
    requests: readonly ReceivedRequest[],
    wanted: (request: ReceivedRequest, profile: Profile) => boolean,
  ): LikelyRequest | undefined => {
    for (const request of requests) {
      const fitting = versions.filter(one => wanted(request, one));
      const [newest] = fitting;
      if (newest !== undefined)
        return {
          request,
          profile: newest,
          assuming: assumption(given, request, fitting.length === versions.length ? [] : fitting),
        };
    }
    return undefined;
  };
  const asGiven = ways([given.method]);
  if (!seen.meansOauth)
    return (
      first(asGiven, (request, one) => isLetIn(askStore(request, home, one, options.consumerSecret, 0))) ??
      (first(asGiven, () => true) as LikelyRequest)
    );
  const all = ways(given.methodAssumed ? [given.method, ...otherMethods] : [given.method]);
  const read = (request: ReceivedRequest, one: Profile): SignatureReading =>
    readingOf(request, home, options.consumerSecret ?? '', one);
  return (
    first(all, (request, one) => isRight(read(request, one))) ??
    first(all, (request, one) => {
      const { dies, signature } = read(request, one);
      return dies === undefined && signature?.isRight === true;
    }) ??
    (first(all, () => true) as LikelyRequest)
  );
}

function assumption(given: ReceivedRequest, request: ReceivedRequest, only: readonly Profile[]): string {
  const method = request.method === given.method ? '' : ` for ${request.method}`;
  const over = request.scheme === given.scheme ? '' : ` over ${request.scheme}`;
  const version =
    only.length === 0
      ? ''
      : ` on WooCommerce ${only
          .map(({ name }) => name)
          .toReversed()
          .join(' and ')}`;
  return `${method}${over}${version}`;
}

function isLetIn({ admission }: Asked): boolean {
  return admission.isKeyLetIn;
}

/** The store compares the signature, and it is the one that the store makes. */
function isRight({ dies, unread, signature }: SignatureReading): boolean {
  return dies === undefined && unread === undefined && signature?.isRight === true;
}

const newestFirst: readonly Profile[] = Object.values(profiles).toReversed();

const otherMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];
