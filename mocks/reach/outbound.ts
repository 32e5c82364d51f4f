/**
 * The simulated store's way to other servers, over real sockets. What it needs of Node is loaded with the first request:
 * most stores send none, and all of them start.
 */

import { parse_url } from '../php/parse_url.ts';
import {
  CurlError,
  type Outbound,
  type OutboundAnswer,
  type OutboundPolicy,
  type OutboundRequest,
} from '../wordpress/http/outbound.ts';
import { request as httpRequest } from './node-http.ts';

export type { Outbound };

export interface NodeOutboundOptions {
  /** Certificates, in PEM, that are trusted beside the usual ones: the private CA of a callback under test. */
  readonly ca?: string | readonly string[];
  /** `any` (the default) reaches loopback and private addresses too; `wordpress` refuses what WordPress refuses. */
  readonly policy?: OutboundPolicy;
}

export function nodeOutbound(options: NodeOutboundOptions = {}): Outbound {
  const ca = options.ca === undefined ? undefined : [options.ca].flat();
  return {
    policy: options.policy ?? 'any',
    resolve: async host => {
      const { lookup } = await import('node:dns/promises');
      try {
        return (await lookup(host, { family: 4 })).address;
      } catch {
        return undefined;
      }
    },
    send: request => send(request, ca),
  };
}

/** @param ownCa What is trusted beside the usual authorities. */
async function send(request: OutboundRequest, ownCa: readonly string[] | undefined): Promise<OutboundAnswer> {
  const url = parse_url(request.url);
  const isTls = url?.scheme?.toLowerCase() === 'https';
  const port = url?.port || (isTls ? 443 : 80);
  const host = url?.host ?? '';
  const ask = isTls ? (await import('node:https')).request : httpRequest;
  const ca = ownCa && [...(await import('node:tls')).getCACertificates('default'), ...ownCa];
  const started = performance.now();
  const elapsed = () => Math.floor(performance.now() - started);
  return new Promise((resolve, reject) => {
    let connected = false;
    let received = 0;
    const sent = ask(
      {
        host,
        port,
        method: request.method,
        // What was given, not what URL makes of it: a callback's path and query arrive as the client wrote them.
        path: request.url
          .replace(/^[a-z]+:\/\/[^/?#]*/i, '')
          .replace(/#.*$/s, '')
          .replace(/^(?!\/)/, '/'),
        headers: request.headers,
        agent: false,
        family: 4,
        ...(request.signal && { signal: request.signal }),
        ...(ca ? { ca } : {}),
      },
      answer => {
        answer.on('data', (chunk: Buffer) => {
          received += chunk.length;
        });
        answer.on('end', () => {
          clearTimeout(timer);
          resolve({ status: answer.statusCode ?? 0, headers: answer.rawHeaders });
        });
        answer.on('error', fail);
      },
    );
    const fail = (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(curlError(error, host, port, elapsed(), connected));
    };
    const timer = setTimeout(() => {
      sent.destroy();
      reject(
        new CurlError(
          28,
          connected
            ? `Operation timed out after ${elapsed()} milliseconds with ${received} bytes received`
            : `Connection timed out after ${elapsed()} milliseconds`,
        ),
      );
    }, request.timeoutSeconds * 1000);
    sent.on('socket', socket => {
      socket.on('connect', () => {
        connected = true;
      });
    });
    sent.on('error', fail);
    sent.end(request.body);
  });
}

/** Node's errors in cURL's words, as cURL 7.88 with OpenSSL 3 puts them. */
function curlError(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
  milliseconds: number,
  connected: boolean,
): CurlError {
  const code = error.code ?? '';
  const certificate = certificateProblems[code];
  if (certificate) return new CurlError(60, `SSL certificate problem: ${certificate}`, error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const text = `SSL: no alternative certificate subject name matches target host name '${host}'`;
    return new CurlError(60, text, error);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new CurlError(6, `Could not resolve host: ${host}`, error);
  }
  if (!connected) {
    const text = `Failed to connect to ${host} port ${port} after ${milliseconds} ms: Couldn't connect to server`;
    return new CurlError(7, text, error);
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    const reason = /SSL routines:[^:]*:([^:]+)/.exec(error.message)?.[1] ?? 'wrong version number';
    return new CurlError(35, `OpenSSL/3: error: SSL routines::${reason}`, error);
  }
  if (code.startsWith('HPE_')) return new CurlError(1, 'Received HTTP/0.9 when not allowed', error);
  if (code === 'ECONNRESET' && /before secure TLS/.test(error.message)) {
    return new CurlError(
      35,
      `OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${host}:${port} `,
      error,
    );
  }
  if (code === 'ECONNRESET') return new CurlError(52, 'Empty reply from server', error);
  return new CurlError(56, 'Recv failure: Connection reset by peer', error);
}

const certificateProblems: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_GET_ISSUER_CERT: 'unable to get issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to get local issuer certificate',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
};
