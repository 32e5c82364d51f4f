/**
 * The simulated store in the place of PHP-FPM: a FastCGI responder behind a real Apache or Nginx.
 *
 * It sees what PHP would see. Faults that lie in front of PHP do not apply here, since the real server is there;
 * those inside WordPress do.
 */

import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Store } from '../contract.ts';
import type { Answer } from '../message.ts';
import { fastcgiRequest } from '../php/fastcgi.ts';
import { headerLine } from '../php/header.ts';
import { postMaxSize } from '../php/ini.ts';
import { reasonPhrase } from '../web-server/reasons.ts';
import {
  encodePairs,
  endRequest,
  FastcgiError,
  type FastcgiRecord,
  keepConnection,
  nameValuePairs,
  protocolStatus,
  RecordReader,
  record,
  recordType,
  responderRole,
  stream,
} from './fastcgi-protocol.ts';

export interface FastcgiOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; loopback when it is left out. */
  readonly host?: string;
  /** How many bytes a request's body may have; PHP's `post_max_size` when it is left out. */
  readonly bodyLimit?: number;
}

export interface FastcgiListener {
  readonly host: string;
  readonly port: number;
  /** Stops listening and ends the open connections. */
  close(): Promise<void>;
}

/** Variables of one request: PHP-FPM takes far more than any server sends, but not without end. */
const paramsLimit = 1024 * 1024;

/** Begins to answer for PHP. Rejects when the port is taken. */
export async function listenFastcgi(
  store: Pick<Store, 'answerPhp'>,
  { port, host = '127.0.0.1', bodyLimit = postMaxSize }: FastcgiOptions,
): Promise<FastcgiListener> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(socket, store, bodyLimit);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A request while it comes in. */
interface Incoming {
  readonly keep: boolean;
  params: Buffer[];
  paramsLength: number;
  variables: Map<string, string> | undefined;
  body: Buffer[];
  bodyLength: number;
  isAnswered: boolean;
}

class Connection {
  readonly #socket: Socket;
  readonly #store: Pick<Store, 'answerPhp'>;
  readonly #bodyLimit: number;
  readonly #reader = new RecordReader();
  readonly #requests = new Map<number, Incoming>();

  constructor(socket: Socket, store: Pick<Store, 'answerPhp'>, bodyLimit: number) {
    this.#socket = socket;
    this.#store = store;
    this.#bodyLimit = bodyLimit;
    socket.on('error', () => socket.destroy());
    socket.on('data', chunk => this.#receive(chunk));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const item of this.#reader.read(chunk)) this.#take(item);
    } catch (error) {
      if (!(error instanceof FastcgiError)) throw error;
      this.#socket.destroy();
    }
  }

  #take({ type, requestId, content }: FastcgiRecord): void {
    if (requestId === 0) {
      this.#manage(type, content);
      return;
    }
    if (type === recordType.beginRequest) {
      this.#begin(requestId, content);
      return;
    }
    const request = this.#requests.get(requestId);
    // Section 3.3: records for a request that is not active are ignored.
    if (request === undefined) return;
    if (type === recordType.params) this.#takeParams(request, content);
    else if (type === recordType.stdin) this.#takeBody(requestId, request, content);
    else if (type === recordType.abortRequest) this.#end(requestId, request);
  }

  /** Section 4: records about the connection. */
  #manage(type: number, content: Buffer): void {
    if (type !== recordType.getValues) {
      this.#socket.write(record(recordType.unknownType, 0, Buffer.from([type, 0, 0, 0, 0, 0, 0, 0])));
      return;
    }
    const known = new Map([
      ['FCGI_MAX_CONNS', '100'],
      ['FCGI_MAX_REQS', '100'],
      ['FCGI_MPXS_CONNS', '1'],
    ]);
    const asked = [...nameValuePairs(content).keys()].filter(name => known.has(name));
    const values = asked.map(name => [name, known.get(name) as string] as const);
    this.#socket.write(record(recordType.getValuesResult, 0, encodePairs(values)));
  }

  #begin(requestId: number, content: Buffer): void {
    if (content.length < 3) throw new FastcgiError('BEGIN_REQUEST is too short');
    if (this.#requests.has(requestId)) throw new FastcgiError('a request begins twice');
    const keep = (content.readUInt8(2) & keepConnection) !== 0;
    if (content.readUInt16BE(0) !== responderRole) {
      this.#socket.write(endRequest(requestId, protocolStatus.unknownRole));
      if (!keep) this.#socket.end();
      return;
    }
    this.#requests.set(requestId, {
      keep,
      params: [],
      paramsLength: 0,
      variables: undefined,
      body: [],
      bodyLength: 0,
      isAnswered: false,
    });
  }

  #takeParams(request: Incoming, content: Buffer): void {
    if (request.variables !== undefined) throw new FastcgiError('PARAMS after their end');
    if (content.length === 0) {
      request.variables = nameValuePairs(Buffer.concat(request.params));
      request.params = [];
      return;
    }
    request.paramsLength += content.length;
    if (request.paramsLength > paramsLimit) throw new FastcgiError('too many PARAMS');
    request.params.push(content);
  }

  #takeBody(requestId: number, request: Incoming, content: Buffer): void {
    const { variables } = request;
    if (variables === undefined) throw new FastcgiError('STDIN before the end of PARAMS');
    if (request.isAnswered) return;
    if (content.length > 0) {
      request.bodyLength += content.length;
      if (request.bodyLength <= this.#bodyLimit) {
        request.body.push(content);
        return;
      }
      request.isAnswered = true;
      request.body = [];
      this.#send(requestId, request, refusal(413));
      return;
    }
    request.isAnswered = true;
    void this.#answer(requestId, request, variables);
  }

  async #answer(requestId: number, request: Incoming, variables: Map<string, string>): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.#store.answerPhp(fastcgiRequest(variables, Buffer.concat(request.body)));
    } catch (error) {
      const reason = Buffer.from(`the simulated store failed: ${String(error)}\n`);
      this.#write(stream(recordType.stderr, requestId, reason.subarray(0, 1000)));
      answer = refusal(500);
    }
    // It may have been aborted meanwhile, and its id may be somebody else's by now.
    if (this.#requests.get(requestId) === request) this.#send(requestId, request, answer);
  }

  #send(requestId: number, request: Incoming, answer: Answer): void {
    const { breakage } = answer;
    if (breakage?.at === 'start') {
      this.#socket.destroy();
      return;
    }
    const body = breakage === undefined ? answer.body : answer.body.subarray(0, breakage.bytes);
    const output = Buffer.concat([Buffer.from(cgiHeaders(answer), 'latin1'), body]);
    this.#write(stream(recordType.stdout, requestId, output));
    if (breakage !== undefined) {
      this.#socket.destroySoon();
      return;
    }
    this.#socket.write(record(recordType.stdout, requestId));
    this.#end(requestId, request);
  }

  #end(requestId: number, request: Incoming): void {
    this.#requests.delete(requestId);
    this.#socket.write(endRequest(requestId, protocolStatus.complete));
    if (!request.keep) this.#socket.end();
  }

  #write(records: readonly Buffer[]): void {
    for (const item of records) this.#socket.write(item);
  }
}

/** The header of a CGI answer (RFC 3875, section 6): `Status:` in the place of a status line. */
function cgiHeaders(answer: Answer): string {
  const lines = [`Status: ${answer.status} ${reasonPhrase(answer.status)}`];
  for (let i = 0; i < answer.headers.length; i += 2) {
    const line = headerLine(answer.headers[i] as string, answer.headers[i + 1] as string);
    if (line !== undefined) lines.push(line);
  }
  if (answer.breakage !== undefined) lines.push(`Content-Length: ${answer.body.length}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function refusal(status: number): Answer {
  const text = `${status} ${reasonPhrase(status)}\n`;
  return { status, headers: ['Content-Type', 'text/plain'], body: new TextEncoder().encode(text) };
}
