import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

/** WooCommerce accepts timestamps 15 minutes off. */
const window = 15 * 60;
const worthTelling = 2 * 60;

export const clockSkew: Fault = {
  id: 'clock-skew',
  layer: 'PHP',
  title: 'The clocks of store and client are too far apart',
  level: 'fault',
  symptom: 'OAuth: a right signature is refused for its timestamp. Basic works.',
  probes: ['A2', 'B3', 'B4', 'B4t', 'B4w'],
  lookAlikes: [
    { id: 'home-url-differs', difference: 'the words are those for a wrong signature' },
    { id: 'sent-twice', difference: 'the words are others than for an old timestamp (B4t)' },
  ],
  examine(evidence) {
    const skew = evidence.skew ?? 0;
    const refused = ['B4', 'B4w', 'B4h'].find(id => isTimestampRefused(evidence, id));
    if (refused !== undefined)
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'B4t', 'a signature that is an hour old'),
          quote(
            evidence,
            refused,
            "a fresh one by the Date of the store's answers is refused in the same words",
          ),
          `The Date header is ${inWords(skew)} this machine's clock: PHP's clock is another than the one that writes it.`,
        ],
      };
    if (Math.abs(skew) <= worthTelling) return undefined;
    const isTooFar = Math.abs(skew) > window;
    return {
      certainty: 'proven',
      ...(!isTooFar && { level: 'warning' as const }),
      proof: [
        `A2 carried "Date: ${evidence.reading('A2')?.header('date')}", ${inWords(skew)} the clock of this machine.`,
        isTooFar
          ? 'Signatures are accepted up to 15 minutes off: a client whose clock is right by this machine is refused.'
          : 'Signatures are accepted up to 15 minutes off: this passes, and drifts on.',
      ],
      undecided:
        'Which of the two clocks is wrong cannot be told from the two alone: compare both with time.gov or `ntpdate -q pool.ntp.org`.',
    };
  },
  fixes: [
    {
      server: 'any',
      where: 'on the machine whose clock is off',
      lines: 'timedatectl set-ntp true',
      check: 'timedatectl says "System clock synchronized: yes". Run the doctor again.',
    },
    {
      server: 'client',
      where: 'the client',
      lines:
        'oauth_timestamp: Math.floor(Date.now() / 1000) — seconds since 1970, the same in every time zone',
      check: 'date +%s prints the same number, a few seconds apart.',
    },
  ],
  workaround:
    "Keys over HTTPS have no timestamp. For OAuth: add the difference to the store's Date header to the timestamp (many libraries have an option for it).",
  wrongAdvice: '"It is a time-zone problem": seconds since 1970 know no time zone.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/16621',
    'https://github.com/woocommerce/wc-api-python/issues/25',
  ],
};

function isTimestampRefused(evidence: Evidence, id: string): boolean {
  return (
    evidence.said(id) === 'refused' &&
    evidence.isSameError(id, 'B4t') &&
    !evidence.isSameError(id, 'B3') &&
    !evidence.isSameError('B4t', 'B5')
  );
}

function inWords(skew: number): string {
  const seconds = Math.abs(skew);
  if (seconds < 2) return 'that of';
  const text = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `${text} ${skew > 0 ? 'ahead of' : 'behind'}`;
}
