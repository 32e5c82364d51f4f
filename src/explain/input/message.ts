import type { Message } from '../../../mocks/index.ts';
import type { ReceivedRequest } from '../request.ts';

/** A message as a store received it. Its texts are byte strings already. */
export function fromMessage(message: Message): ReceivedRequest {
  const headers: [string, string][] = [];
  for (let i = 0; i < message.headers.length; i += 2)
    headers.push([message.headers[i] as string, message.headers[i + 1] as string]);
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
