import { many } from '../../report/words.ts';
import { type GateFinding, type GateRule, judgedBy, skipped, withFault } from '../rule.ts';

const isTaken = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** A receiver that takes what is signed rightly, so that one which refuses everything does not pass. */
export const verifiesWebhooks: GateRule = {
  id: 'GATE-WEBHOOK-1',
  title: 'A webhook with a wrong signature is refused',
  level: 'MUST',
  source: 'WooCommerce documentation, Webhooks; docs/discoveries/webhooks.md',
  fix: "Compare X-WC-Webhook-Signature with base64 of HMAC-SHA256 over the bytes of the body, as they arrived, with the webhook's secret, in constant time; answer 401 where they differ.",
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let judged = 0;
    for (const run of runs) {
      for (const { topic, forged, genuine } of run.webhooks ?? []) {
        if (forged === undefined || !isTaken(genuine)) continue;
        judged++;
        if (isTaken(forged))
          findings.push({
            where: `the webhook ${topic}${withFault(run)}`,
            what: `a delivery with a wrong signature was answered ${forged}`,
          });
      }
    }
    if (judged === 0) return skipped('no webhook was delivered that the client took');
    return judgedBy(findings, `${many(judged, 'webhook')}, each refused with a wrong signature`);
  },
};
