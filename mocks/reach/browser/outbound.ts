/** The simulated store's way to other servers, in a browser: fetch, which MSW's own handlers see too. */
import {
  CurlError,
  type Outbound,
  type OutboundAnswer,
  type OutboundPolicy,
  type OutboundRequest,
} from '../../wordpress/http/outbound.ts';

export type { Outbound, OutboundAnswer, OutboundPolicy, OutboundRequest };
export { CurlError };

export function nodeOutbound(): Outbound {
  return {
    policy: 'any',
    // A browser tells nobody the address of a host; that there is one comes out when it is asked.
    resolve: async () => '127.0.0.1',
    send,
  };
}

async function send({
  method,
  url,
  headers,
  body,
  timeoutSeconds,
  signal,
}: OutboundRequest): Promise<OutboundAnswer> {
  const fields = new Headers();
  for (let i = 0; i < headers.length; i += 2) fields.append(headers[i] as string, headers[i + 1] as string);
  try {
    const response = await fetch(url, {
      method,
      headers: fields,
      body: body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>),
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutSeconds * 1000), ...(signal ? [signal] : [])]),
    });
    await response.arrayBuffer();
    return { status: response.status, headers: [...response.headers].flat() };
  } catch (error) {
    // A browser does not say why.
    const text = `Failed to connect to ${new URL(url).host} port 443: Couldn't connect to server`;
    throw new CurlError(7, text, error);
  }
}
