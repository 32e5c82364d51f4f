/**
 * MSW's own `getResponse` behind Node's server, with the shortest bridge there is: a fetch Request in, its Response
 * out. Port, file of the answer and the Authorization field that is wanted are its arguments.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { getResponse, HttpResponse, http } from 'msw';

const [port, file, authorization] = process.argv.slice(2) as [string, string, string];
const orders = JSON.parse(readFileSync(file, 'utf8'));
const handlers = [
  http.get('*/wp-json/wc/v3/orders', ({ request }) =>
    request.headers.get('authorization') === authorization
      ? HttpResponse.json(orders)
      : new HttpResponse(null, { status: 401 }),
  ),
];

createServer(async (request, response) => {
  const sent = new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method,
    headers: request.headers as Record<string, string>,
  });
  const answer = (await getResponse(handlers, sent)) ?? new Response(null, { status: 404 });
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': body.length });
  response.end(body);
}).listen(Number(port), '127.0.0.1');
