import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** What a port speaks that gave no answer of HTTP/1.1. */
export interface OtherProtocol {
  /** HTTP/2 was agreed on in the handshake (RFC 9113, section 3.2), or came in answer to HTTP/1.1. */
  readonly isHttp2: boolean;
  /** The first bytes that came, as text of Latin 1; empty where none did. */
  readonly greeting: string;
  /** They came before anything was asked: no server of HTTP speaks first. */
  readonly isUnasked: boolean;
}

/** So long a server is waited for that speaks first, in milliseconds. */
const greetingTime = 1_000;
/** More is not read of a greeting. */
const mostBytes = 2_000;

/**
 * Looks at a port that gave no answer of HTTP/1.1: whether it agrees on HTTP/2, and what it says by itself or to one GET
 * of / without credentials. Undefined where nothing came.
 * @param timeout In milliseconds.
 */
export async function lookAtProtocol(url: string, timeout: number): Promise<OtherProtocol | undefined> {
  if (url.startsWith('https:') && (await agreesOn('h2', url, timeout))) {
    // Most servers agree on either: then it is not the protocol that gets no answer.
    if (await agreesOn('http/1.1', url, timeout)) return undefined;
    return { isHttp2: true, greeting: '', isUnasked: false };
  }
  if (await answersPreface(url, timeout)) return { isHttp2: true, greeting: '', isUnasked: false };
  const heard = await listen(url, timeout);
  return (
    heard && {
      isHttp2: isSettings(heard.bytes),
      greeting: heard.bytes.toString('latin1'),
      isUnasked: heard.isUnasked,
    }
  );
}

function open(url: string, timeout: number, protocols?: string[]): Socket {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') return connectTcp({ host, port: Number(port || 80), timeout });
  return connectTls({
    host,
    port: Number(port || 443),
    ...(/[a-z]/i.test(host) && !host.includes(':') && { servername: host }),
    ...(protocols && { ALPNProtocols: protocols }),
    rejectUnauthorized: false,
    timeout,
  });
}

/** Whether a handshake that offers this protocol alone agrees on it (ALPN, RFC 7301). */
function agreesOn(name: 'h2' | 'http/1.1', url: string, timeout: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = open(url, timeout, [name]);
    const end = (isAgreed: boolean) => {
      socket.destroy();
      resolve(isAgreed);
    };
    socket.on('secureConnect', () => end('alpnProtocol' in socket && socket.alpnProtocol === name));
    for (const event of ['timeout', 'error', 'close']) socket.on(event, () => end(false));
  });
}

/** Some agree on nothing and speak HTTP/2 alone, to whoever begins with its preface: `bind … ssl proto h2` of HAProxy. */
function answersPreface(url: string, timeout: number): Promise<boolean> {
  const emptySettings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  return new Promise(resolve => {
    const socket = open(url, Math.min(timeout, 2 * greetingTime));
    const end = (isAnswered: boolean) => {
      socket.destroy();
      resolve(isAnswered);
    };
    socket.on(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
      socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), emptySettings]));
    });
    socket.on('data', (bytes: Buffer) => end(isSettings(bytes)));
    for (const event of ['timeout', 'error', 'close']) socket.on(event, () => end(false));
  });
}

function listen(
  url: string,
  timeout: number,
): Promise<{ readonly bytes: Buffer; readonly isUnasked: boolean } | undefined> {
  const { host, protocol } = new URL(url);
  return new Promise(resolve => {
    const socket = open(url, timeout);
    let isAsked = false;
    let asking: NodeJS.Timeout | undefined;
    const end = (bytes?: Buffer) => {
      clearTimeout(asking);
      socket.destroy();
      resolve(bytes && { bytes: bytes.subarray(0, mostBytes), isUnasked: !isAsked });
    };
    socket.on(protocol === 'http:' ? 'connect' : 'secureConnect', () => {
      asking = setTimeout(() => {
        isAsked = true;
        socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      }, greetingTime);
    });
    socket.on('data', (bytes: Buffer) => end(bytes));
    for (const event of ['timeout', 'error', 'close']) socket.on(event, () => end());
  });
}

/** The first frame of a server of HTTP/2 is SETTINGS, of stream 0 (RFC 9113, sections 3.4 and 6.5). */
function isSettings(bytes: Buffer): boolean {
  return bytes.length >= 9 && bytes[3] === 4 && bytes.readUInt32BE(5) === 0;
}
