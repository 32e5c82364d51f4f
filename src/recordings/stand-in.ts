import { builtInFixture, type StoreOptions } from '../../mocks/index.ts';
import { percentEncode } from '../client/oauth1/encode.ts';
import { digest, fieldWithKeys, type NamedKey, withKeys } from './placeholders.ts';
import type { RecordedRequest, RecordedScenario, RecordedStore } from './recording.ts';

/** The simulated store that stands in for a live one: its home URL and version, and the built-in personas. */
export function storeOf(live: RecordedStore, orders: number | undefined): StoreOptions {
  const fixture = builtInFixture(live.home);
  return {
    fixture: {
      ...fixture,
      woocommerce: live.woocommerce,
      ...(live.wordpress !== undefined && { wordpress: live.wordpress }),
      ...(live.legacyApi === false && { legacy_api: 'absent' }),
    },
    ...(live.plainPermalinks && { switches: { permalinks: 'plain' } }),
    ...(orders !== undefined && { orders }),
  };
}

/** A recording of a live store with the keys of the one that stands in for it, its signatures made anew. */
export function withKeysOf(scenario: RecordedScenario): RecordedScenario {
  const { live } = scenario;
  if (!live) return scenario;
  const keys = builtInFixture(live.home).keys.map(
    (key): NamedKey => ({
      name: key.name,
      consumerKey: key.consumer_key,
      consumerSecret: key.consumer_secret,
    }),
  );
  return {
    ...scenario,
    steps: scenario.steps.map(step => ({
      ...step,
      request: requestWithKeys(step.request, keys),
      response: JSON.parse(withKeys(JSON.stringify(step.response), keys)) as typeof step.response,
    })),
  };
}

function requestWithKeys(request: RecordedRequest, keys: readonly NamedKey[]): RecordedRequest {
  const { signature } = request;
  const signed = signature
    ? percentEncode(
        digest(
          signature.method,
          withKeys(signature.secret, keys),
          signature.ampersand,
          withKeys(signature.baseString, keys),
        ),
      )
    : '';
  const filled = (text: string) => fieldWithKeys(text, keys).replaceAll('{{signature}}', signed);
  return {
    ...request,
    url: filled(request.url),
    headers: request.headers.map(([name, value]) => [name, filled(value)] as const),
    ...(request.body != null && { body: filled(request.body) }),
  };
}
