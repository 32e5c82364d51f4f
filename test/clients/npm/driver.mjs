/** Reads orders from stdin, carries them out one by one with `call`, and prints what came back. */
import { text } from 'node:stream/consumers';

/**
 * @param {(order: object) => Promise<{ status: number, body: string }>} call rejects when the client itself gives up
 */
export async function drive(call) {
  const results = [];
  for (const order of JSON.parse(await text(process.stdin))) {
    try {
      results.push({ id: order.id, ...(await call(order)) });
    } catch (error) {
      results.push({ id: order.id, status: 0, body: '', error: String(error?.message ?? error) });
    }
  }
  process.stdout.write(JSON.stringify(results));
}

/** What a library gives back as parsed JSON, as text again. */
export function asText(body) {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** `name=value&name=value`, encoded by Node's URLSearchParams. */
export function queryOf(pairs) {
  return new URLSearchParams(pairs).toString();
}
