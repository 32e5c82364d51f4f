import { Buffer } from 'node:buffer';
import type { Message } from '../../../mocks/index.ts';
import { headerFields } from '../../client/http/exchange.ts';
import type { ReceivedRequest } from '../request.ts';

/** A message as a store received it. Its texts are byte strings already. */
export function fromMessage(message: Message): ReceivedRequest {
  const headers = headerFields(message.headers);
  return {
    source: 'http',
    method: message.method,
    methodAssumed: false,
    scheme: message.scheme,
    schemeAssumed: false,
    authority: headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? message.host,
    target: message.target,
    headers,
    body: Buffer.from(message.body).toString('latin1'),
  };
}
