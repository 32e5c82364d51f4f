import type { Socket } from 'node:net';
import type { Answer } from '../../message.ts';
import type { SimpleRequest } from './simple-request.ts';

/** Where connections come in: whoever it is sees to it that each request on them is answered. */
export interface Reception {
  /** Serves a connection until it ends, or hands it over. */
  enter(socket: Socket): void;
}

/** What a reception may use of the listener. */
export interface ReceptionNeeds {
  /** Asks the store. */
  ask(request: SimpleRequest, socket: Socket): Promise<Answer>;
  /** Answers what Apache does not take for a request, and ends the connection. */
  refuse(socket: Socket): void;
  /** Gives the connection to Node's server. */
  handOver(socket: Socket): void;
  /** The Date of an answer. */
  clock(): string;
  /** How long a connection may be silent before its first request, and between two, in milliseconds. */
  readonly silence: { readonly first: number; readonly between: number };
}

/** The plain way, to which a test holds the quick lane: everything is Node's server's. */
export class NodeReception implements Reception {
  readonly #needs: ReceptionNeeds;

  constructor(needs: ReceptionNeeds) {
    this.#needs = needs;
  }

  enter(socket: Socket): void {
    this.#needs.handOver(socket);
  }
}
