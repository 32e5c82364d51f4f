import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isTls, originOf } from '../known.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

/** WooCommerce checks signatures against the home URL of the settings, whatever host was asked. Measured. */
export const homeUrlDiffers: Fault = {
  id: 'home-url-differs',
  layer: 'WordPress',
  title: 'The home URL of the store is another than the URL asked',
  level: 'fault',
  symptom:
    'OAuth: a signature made for the URL asked is refused (401 woocommerce_rest_authentication_error); made for the home URL it is accepted. Basic over HTTPS works.',
  probes: ['A1', 'A2', 'B4', 'B4h', 'B4w'],
  lookAlikes: [
    {
      id: 'query-q-added',
      difference: 'a signature for the home URL is refused too, one with q= is accepted',
    },
    { id: 'wrong-secret', difference: 'no signature is accepted, for whatever URL' },
  ],
  examine(evidence) {
    const { known, whereabouts } = evidence;
    const { home } = whereabouts;
    if (home === undefined) return undefined;
    const [asked, told] = [new URL(known.site), new URL(home)];
    const isOtherHost = asked.hostname !== told.hostname;
    // A port belongs to one scheme: 443 on the one side is 80 on the other.
    if (!isOtherHost && asked.port === told.port) return undefined;
    const difference = `the index says that the home URL is ${originOf(home)}, and asked was ${originOf(known.site)}`;
    const proof = [quote(evidence, 'A2', difference), ...redirected(evidence)];
    if (!known.credentials || evidence.reading('B4') === undefined)
      return {
        certainty: 'likely',
        proof,
        ...(!isOtherHost && { level: 'information' as const }),
        undecided: 'A signature was not tried: give --key and the secret to see it.',
      };
    const accepted = ['B4w', 'B4h'].find(id => isSomebody(evidence, id));
    if (accepted === undefined || evidence.said('B4') !== 'refused') return undefined;
    // Over HTTPS a client that sends its keys notices nothing of another port.
    const isHarmless = !isOtherHost && isTls(known);
    return {
      certainty: 'proven',
      ...(isHarmless && { level: 'information' as const }),
      proof: [
        quote(evidence, 'B4', 'a signature for the URL asked was refused'),
        quote(evidence, accepted, `the same for the home URL ${originOf(home)} was accepted`),
        ...proof,
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the value of "home" in the index (/wp-json/), exactly: scheme, host, www, port, path',
      check: 'Run the doctor with that URL: B4 is let in.',
    },
    {
      server: 'WordPress',
      where: 'Settings → General → Site Address (URL), where the URL asked is the right one',
      lines: 'the URL that clients ask',
      check: 'curl -s https://shop.example/wp-json/ | jq .home',
    },
    {
      server: 'wp-config.php',
      where: 'above "That\'s all, stop editing!", where the address is set there (Docker, staging copies)',
      lines: "define( 'WP_HOME', 'https://shop.example' );",
      check: 'curl -s https://shop.example/wp-json/ | jq .home',
    },
    {
      server: 'Nginx',
      where: 'a proxy that asks WordPress under another name',
      lines: 'proxy_set_header Host $host;',
      check: 'Run the doctor again: B4 is let in.',
    },
  ],
  workaround: 'Send keys over HTTPS instead of a signature, or sign for the home URL and send to the other.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/11410',
    'https://github.com/woocommerce/woocommerce-rest-api/issues/213',
    'https://github.com/woocommerce/woocommerce/issues/20815',
  ],
};

function redirected(evidence: Evidence): string[] {
  const { hops } = evidence.whereabouts;
  if (evidence.said('A1') === 'redirect')
    return [quote(evidence, 'A1', 'the front page sends visitors to the home URL')];
  return hops.length === 0 ? [] : [`The front page redirects to ${hops.at(-1)?.to}, the API does not.`];
}
