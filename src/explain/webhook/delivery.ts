import { readHar } from '../input/har.ts';
import { readRawHttp } from '../input/raw-http.ts';
import { firstHeaderOf, toBytes } from '../request.ts';

/** A delivery of a webhook: its body, a byte string, and the signature that came with it. */
export interface ReceivedDelivery {
  readonly body: string;
  readonly signature: string;
  /** The other fields of the delivery, as far as they are told. */
  readonly topic: string | undefined;
}

const field = /x-wc-webhook-signature["']?\s*(?::|=>|=)\s*["']?([^\s"',;]+)/i;

/** A delivery as raw HTTP, HAR, a curl command, or as the signature's field with the body below it. */
export function readDelivery(text: string): ReceivedDelivery | undefined {
  const signature = field.exec(text)?.[1];
  const recorded = /^\s*\{/.test(text) ? readHar(text) : undefined;
  const ofRecorded = recorded && firstHeaderOf(recorded, 'x-wc-webhook-signature');
  if (recorded && ofRecorded !== undefined)
    return {
      body: recorded.body,
      signature: ofRecorded,
      topic: firstHeaderOf(recorded, 'x-wc-webhook-topic'),
    };
  if (signature === undefined) return undefined;
  const raw = readRawHttp(text.trimStart());
  if (raw && firstHeaderOf(raw, 'x-wc-webhook-signature') !== undefined)
    return {
      body: raw.body,
      signature: firstHeaderOf(raw, 'x-wc-webhook-signature') as string,
      topic: firstHeaderOf(raw, 'x-wc-webhook-topic'),
    };
  const topic = /x-wc-webhook-topic["']?\s*(?::|=>|=)\s*["']?([\w.]+)/i.exec(text)?.[1];
  const data = /(?:--data(?:-raw|-binary)?|-d)\s+'([\s\S]*?)'(?=\s|$)/.exec(text)?.[1];
  const below = /\r?\n\r?\n([\s\S]*)$/.exec(text)?.[1];
  const json = /(?:^|\n)\s*([{[][\s\S]*)$/.exec(text)?.[1];
  return { body: toBytes(data ?? below ?? json ?? ''), signature, topic };
}
