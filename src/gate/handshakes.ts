import { many } from '../report/words.ts';
import type { GateRun } from './traffic.ts';

const hungUp = 'the client hung up';
const ofTrust = /certificate|unknown ca|hung up/;

const advice =
  'The client has to trust the authority in the file that NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE name, and curl.cainfo for PHP; --env NAME=ca-file names it otherwise.';

/**
 * What a client is told whose connections over TLS came to nothing, and how they ended; undefined where none did that
 * matters. A connection that is opened ahead and not used hangs up too: that counts where nothing came over TLS at all.
 */
export function refusedHandshakes({ failedHandshakes = [], exchanges }: GateRun): string | undefined {
  const isReached = exchanges.some(({ exchange }) => exchange.message.scheme === 'https');
  const counted = failedHandshakes.filter(how => !isReached || how !== hungUp);
  if (counted.length === 0) return undefined;
  const ways = [...new Set(counted)].join('; ');
  const what = `${many(counted.length, 'handshake')} over TLS failed (${ways})`;
  return counted.some(how => ofTrust.test(how))
    ? `The client does not trust the store's certificate: ${what}. ${advice}`
    : `${what}: client and store have no protocol in common.`;
}
