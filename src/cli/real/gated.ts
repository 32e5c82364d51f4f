import { builtInFixture } from '../../../mocks/index.ts';
import { profileOf } from '../../../mocks/rules.ts';
import { type OpenRealStore, observedBy } from '../../gate/gated-store.ts';
import { openRealStore } from '../../real/real-store.ts';
import type { CommandIo } from '../io.ts';
import { realParts } from './parts.ts';

/**
 * The real store that `gate --real` judges a client against.
 *
 * @param woocommerce A version, a folder or an archive.
 * @param callbackCa The authority that an app's callback is trusted by, in PEM.
 */
export function realGatedStore(
  woocommerce: string,
  io: CommandIo,
  callbackCa: string | undefined,
): OpenRealStore {
  return async observer => {
    const real = await openRealStore({
      ...realParts({ woocommerce }, builtInFixture(), io),
      http: 0,
      ...(callbackCa !== undefined && { trusted: callbackCa }),
      around: store => observedBy(store, observer),
      onHandshakeFailure: observer.onHandshakeFailure,
      signal: io.interrupted,
      onError: error => void io.stderr.write(`latchkey: ${String(error)}\n`),
    });
    const { store, fixture, url, httpsUrl, authority } = real;
    const keys = Object.fromEntries(
      fixture.keys.map(key => [
        key.name,
        { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      ]),
    );
    return {
      url,
      httpsUrl,
      keys,
      ca: authority.pem,
      caFile: authority.file,
      profile: profileOf(store.woocommerce).name,
      secretOf: consumerKey =>
        Object.values(keys).find(key => key.consumerKey === consumerKey)?.consumerSecret,
      close: real.close,
    };
  };
}
