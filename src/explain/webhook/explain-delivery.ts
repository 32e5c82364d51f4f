import { type Explanation, type KnownOptions, withoutSignature } from '../explanation.ts';
import type { ReceivedDelivery } from './delivery.ts';
import { webhookMistakes, webhookSignature } from './mistakes.ts';

const ping =
  'This is the ping that WooCommerce sends when a webhook is made or switched on: a form with its number alone. It carries no signature, and none can be verified.';

/**
 * What WooCommerce posts when a webhook is made or switched on: a form with the number of the webhook, which carries no
 * signature (seen on 10.5.0). Undefined for anything else.
 */
export function explainPing(text: string): Explanation | undefined {
  if (!/hookshot/i.test(text) || /x-wc-webhook-signature/i.test(text) || !/^webhook_id=\d+\s*$/m.test(text))
    return undefined;
  return {
    ...withoutSignature,
    verdict: 'told',
    says: ping,
    cause: {
      id: 'webhook-ping',
      says: ping,
      fix: 'Answer 200 to a POST whose body is webhook_id=…; verify the deliveries that carry X-WC-Webhook-Signature.',
      refuses: false,
    },
    checks: [],
  };
}

/** Whether the signature of a delivery is the one that WooCommerce makes of it, or which mistake makes it. */
export function explainDelivery(delivery: ReceivedDelivery, options: KnownOptions): Explanation {
  const { webhookSecret, consumerSecret } = options;
  const secret = webhookSecret ?? consumerSecret;
  const { signature } = delivery;
  const base = {
    ...withoutSignature,
    checks: [],
    receivedSignature: signature,
    tried: { singles: webhookMistakes.length, pairs: 0 },
  };
  const causedBy = (
    id: string,
    says: string,
    fix: string,
    verdict: 'mistake' | 'unexplained' = 'mistake',
  ): Explanation => ({
    ...base,
    verdict,
    says,
    cause: { id, says, fix, refuses: true },
  });
  if (secret === undefined)
    return causedBy(
      'webhook-secret-missing',
      'This is a delivery of a webhook; its signature cannot be judged without the secret of the webhook.',
      'Set LATCHKEY_WEBHOOK_SECRET to the secret of the webhook (WooCommerce → Settings → Advanced → Webhooks).',
      'unexplained',
    );
  if (signature === webhookSignature(delivery.body, secret))
    return {
      ...base,
      verdict: 'right',
      says: 'The signature of the delivery is right: base64 of HMAC-SHA256 over the raw body, with this secret as the key.',
    };
  if (
    consumerSecret !== undefined &&
    consumerSecret !== secret &&
    signature === webhookSignature(delivery.body, consumerSecret)
  )
    return causedBy(
      'webhook-consumer-secret',
      'The delivery is signed with the consumer secret of an API key (cs_…), and not with the secret of the webhook.',
      'Verify with the secret of the webhook: the field Secret of its page; the consumer secret has nothing to do with it, unless it was written there.',
    );
  // Deliveries have some thousand characters; a large one is signed once, not in every wrong way.
  for (const mistake of delivery.body.length > 500_000 ? [] : webhookMistakes)
    if (mistake.signatures(delivery, secret).includes(signature))
      return causedBy(mistake.id, mistake.says, mistake.fix);
  if (/^cs_/.test(secret))
    return causedBy(
      'webhook-consumer-secret',
      'The secret given is the consumer secret of an API key (cs_…): deliveries are signed with the secret of the webhook, which is another.',
      'Verify with the field Secret under WooCommerce → Settings → Advanced → Webhooks (by the API: the member secret when the webhook was made).',
    );
  if (/^[0-9a-f]{64}$/i.test(signature))
    return causedBy(
      'webhook-hexadecimal',
      'The signature is 64 hexadecimal digits: WooCommerce sends base64, 44 characters. Secret or body differ besides.',
      'Compare with base64, over the raw body.',
    );
  return causedBy(
    'webhook-unexplained',
    'The signature is not that of this body and this secret, nor of any known mistake with them: the body was changed on its way (parsed, re-encoded, cut), or the secret of the webhook is another.',
    'Sign the raw bytes of the body as they came; look up the field Secret of this very webhook. One that was left empty when it was made is the one that WooCommerce shows on its page.',
    'unexplained',
  );
}
