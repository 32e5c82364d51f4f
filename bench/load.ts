/**
 * The load, as a process of its own: 32 connections that send a request as soon as the answer to the one before is
 * there. It reads no more of an answer than where it ends, and every request is written out before the clock starts,
 * so that the client is not what is measured.
 */
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { signRequest } from '../src/client/oauth1/request.ts';

export interface LoadOrder {
  readonly port: number;
  /** PEM of the authority for HTTPS; plain HTTP without it. */
  readonly ca?: string;
  readonly authentication: 'none' | 'basic' | 'oauth1';
  /** The store's home URL, which is what OAuth signs. */
  readonly home: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Either for so long, in seconds … */
  readonly seconds?: number;
  /** … or so many requests. */
  readonly requests?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of the time between sending and the answer's end, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The share of one core that this process took. */
  readonly clientCpu: number;
}

const connections = 32;
const path = '/wp-json/wc/v3/orders';

process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order));
});
process.once('disconnect', () => process.exit());

let serial = 0;

/** Requests as bytes: for OAuth each with a nonce of its own. */
function prepare(order: LoadOrder, count: number): Buffer[] {
  const host = `127.0.0.1:${order.port}`;
  const write = (target: string, authorization = '') =>
    Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\n${authorization}\r\n`, 'latin1');
  if (order.authentication === 'none') return [write(path)];
  const { consumerKey, consumerSecret } = order;
  if (order.authentication === 'basic') {
    const credentials = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
    return [write(path, `Authorization: Basic ${credentials}\r\n`)];
  }
  const timestamp = Math.floor(Date.now() / 1000);
  const { origin } = new URL(order.home);
  return Array.from({ length: count }, () => {
    const { url } = signRequest(
      { method: 'GET', url: `${order.home}${path}` },
      {
        credentials: { consumerKey, consumerSecret },
        signatureMethod: 'HMAC-SHA256',
        placement: 'query',
        timestamp,
        nonce: createHash('md5').update(`${process.pid} ${serial++}`).digest('hex'),
      },
    );
    return write(url.slice(origin.length));
  });
}

/** More than a second of requests for any server that this measures. */
const preparedPerSecond = 45_000;

async function run(order: LoadOrder): Promise<LoadResult> {
  const limit = order.requests ?? Number.POSITIVE_INFINITY;
  const prepared = prepare(order, Math.min(limit, Math.ceil((order.seconds ?? 1) * preparedPerSecond)));
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(order)));
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = order.seconds === undefined ? Number.POSITIVE_INFINITY : started + order.seconds * 1000;
  let sent = 0;
  const next = () => {
    if (sent >= limit || performance.now() >= end) return undefined;
    return prepared[sent++ % prepared.length];
  };
  await Promise.all(sockets.map(socket => drive(socket, next, latencies)));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  for (const socket of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    clientCpu: (used.user + used.system) / 1e6 / seconds,
  };
}

function open({ port, ca }: LoadOrder): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const ready = () => resolve(socket);
    const socket: Socket =
      ca === undefined
        ? connect({ port, host: '127.0.0.1', noDelay: true }, ready)
        : connectTls({ port, host: '127.0.0.1', ca }, ready);
    socket.once('error', reject);
  });
}

/** What ends a body in chunks; the servers measured here write it in one piece. */
const lastChunk = Buffer.from('0\r\n\r\n');

/** Sends on one connection until there is nothing more to send. */
function drive(socket: Socket, next: () => Buffer | undefined, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    let chunked = false;
    let sentAt = 0;
    const send = () => {
      const request = next();
      if (!request) {
        socket.off('data', onData);
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    const onData = (chunk: Buffer) => {
      if (missing === 0) {
        const head = chunk.indexOf('\r\n\r\n');
        const text = chunk.toString('latin1', 0, head);
        const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
        chunked = length === undefined && /\r\ntransfer-encoding: chunked/i.test(text);
        if (head < 0 || (length === undefined && !chunked) || !text.startsWith('HTTP/1.1 200')) {
          reject(new Error(`not an answer that this load is for: ${chunk.toString('latin1', 0, 400)}`));
          return;
        }
        missing = chunked ? Number.POSITIVE_INFINITY : head + 4 + Number(length);
      }
      if (chunked && chunk.subarray(-5).equals(lastChunk)) missing = chunk.length;
      missing -= chunk.length;
      if (missing > 0) return;
      latencies.push(performance.now() - sentAt);
      send();
    };
    socket.on('data', onData);
    socket.on('error', reject);
    send();
  });
}
