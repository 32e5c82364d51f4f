/**
 * What a hosting fault is: something between the client and WooCommerce that spoils requests or answers.
 *
 * A fault is one of three things, or several of them: a layer around `answer(message)`, settings of the site
 * (for what lives inside WordPress), or a certificate to serve (for what goes wrong before HTTP).
 */
import type { Answer, Message } from '../message.ts';
import type { CertificateKind } from './certificate.ts';
import type { Layer } from './layers.ts';
import type { FaultParameters, Values } from './parameters.ts';
import type { SiteSettings } from './site-settings.ts';

/** What a store is, and what a fault wraps. */
export type Handler = (message: Message) => Promise<Answer>;

/** What a fault may take from outside: time, chance, waiting, and the store's home URL. */
export interface Surroundings {
  /** Unix seconds. */
  now(): number;
  /** A number from 0 up to 1, 1 left out. */
  random(): number;
  /** Lets so many seconds pass. */
  wait(seconds: number): Promise<void>;
  /** The store's home URL, `https://shop.test`; '' when nobody knows it. */
  readonly home: string;
  /** The port at which the store answers over TLS; undefined when nobody knows it. */
  readonly httpsPort?: number;
}

/** Wraps the store in something that lies in front of it. State that it keeps lives as long as the wrapping. */
type Wrapping<Options> = (next: Handler, options: Options, surroundings: Surroundings) => Handler;

/** What a fault is called, wherever it is told: by the simulated store, by the doctor, by a list of both. */
export interface FaultName {
  /** Its name on the command line and in every address of its page, `strip-authorization`. */
  readonly id: string;
  readonly layer: Layer;
  /** What is wrong, without a full stop; true of every store that has it. */
  readonly title: string;
  /** What a client sees of it, in one sentence. */
  readonly seen: string;
}

export interface HostingFault<P extends FaultParameters = FaultParameters> extends FaultName {
  readonly parameters: P;
  /** The requests that it concerns when the user names no `path`; '' is all of them. */
  readonly path?: string;
  readonly wrap?: Wrapping<Values<P>>;
  readonly site?: (options: Values<P>) => SiteSettings;
  readonly certificate?: CertificateKind;
}

type WithoutLayer<F> = Omit<F, 'layer'>;

/** Gives a fault its type: `options` in `wrap` follow from `parameters`. */
export function defineFault<P extends FaultParameters>(
  fault: WithoutLayer<HostingFault<P>>,
): WithoutLayer<HostingFault> {
  return fault as unknown as WithoutLayer<HostingFault>;
}

/** The faults of a layer. */
export function faultsIn(
  layer: Layer,
  faults: readonly WithoutLayer<HostingFault>[],
): readonly HostingFault[] {
  return faults.map(fault => ({ ...fault, layer }));
}

/** A fault that has been switched on. */
export interface ActiveFault {
  readonly fault: HostingFault;
  readonly options: Values<FaultParameters>;
  readonly scope: FaultScope;
  /** As the user wrote it. */
  readonly text: string;
}

/** Which requests a fault concerns. */
export interface FaultScope {
  /** The target's path starts with this. */
  readonly path: string;
  /** The share of requests, from 0 to 1. */
  readonly share: number;
  /** Makes the choice of requests the same in every run. */
  readonly seed: number | undefined;
}
