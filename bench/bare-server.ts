/**
 * What there is to lose: Node's own servers, sending bytes that are ready and checking nothing; what is signed is refused. Runs as a process of
 * its own; is told the body and the certificate, and tells its ports.
 */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';

export interface BareServerOrder {
  readonly body: string;
  readonly cert: string;
  readonly key: string;
}

export interface BareServerPorts {
  readonly http: number;
  readonly https: number;
}

/** What a store says of a signature that is not its own. */
const refusal = JSON.stringify({
  code: 'woocommerce_rest_authentication_error',
  message: 'Invalid signature - provided signature does not match.',
  data: { status: 401 },
});

process.once('message', async (order: BareServerOrder) => {
  const body = Buffer.from(order.body, 'utf8');
  const headers = { 'Content-Type': 'application/json; charset=UTF-8', 'Content-Length': body.length };
  const answer: RequestListener = ({ url = '' }, response) => {
    if (url.includes('oauth_signature=')) {
      response.writeHead(401, { 'Content-Type': headers['Content-Type'] }).end(refusal);
      return;
    }
    response.writeHead(200, headers);
    response.end(body);
  };
  const [http, https] = await Promise.all([
    listening(createHttpServer(answer)),
    listening(createHttpsServer({ cert: order.cert, key: order.key }, answer)),
  ]);
  process.send?.({ http, https } satisfies BareServerPorts);
});
process.once('disconnect', () => process.exit());

function listening(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
