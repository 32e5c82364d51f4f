import type { Outbound, OutboundAnswer, OutboundRequest } from '../../mocks/index.ts';

/** How a receiver of webhooks took a delivery with its own signature, and before it the same with a wrong one. */
export interface ProbedDelivery {
  /** `order.created`. */
  readonly topic: string;
  /** The statuses answered; undefined where no answer came. */
  readonly forged: number | undefined;
  readonly genuine: number | undefined;
}

const signatureField = 'X-WC-Webhook-Signature';

/**
 * The way out of a gate's store. Before the first delivery to each URL goes the same with a wrong signature, which a
 * receiver that verifies refuses.
 */
export function probingOutbound(outbound: Outbound, onProbed: (probed: ProbedDelivery) => void): Outbound {
  const probed = new Set<string>();
  return {
    policy: outbound.policy,
    resolve: host => outbound.resolve(host),
    async send(request) {
      const place = request.headers.indexOf(signatureField);
      if (place < 0 || probed.has(request.url)) return outbound.send(request);
      probed.add(request.url);
      const topic = request.headers[request.headers.indexOf('X-WC-Webhook-Topic') + 1] ?? '';
      const forged = await status(outbound, withSignature(request, place));
      let answer: OutboundAnswer | undefined;
      try {
        answer = await outbound.send(request);
        return answer;
      } finally {
        onProbed({ topic, forged, genuine: answer?.status });
      }
    },
  };
}

/** As long as a right one, and the signature of nothing. */
function withSignature(request: OutboundRequest, place: number): OutboundRequest {
  const headers = [...request.headers];
  headers[place + 1] = Buffer.alloc(32, 'forged').toString('base64');
  return { ...request, headers };
}

async function status(outbound: Outbound, request: OutboundRequest): Promise<number | undefined> {
  try {
    return (await outbound.send(request)).status;
  } catch {
    return undefined;
  }
}
