/**
 * The door to the hosting faults: their names, what they are switched on by, and what they do. A leaf of its own, so
 * that the doctor and the lists of faults load no store.
 */
export { certificateFault, siteSettings } from './hosting/active.ts';
export { applyFaults } from './hosting/apply.ts';
export { faultById, faults } from './hosting/catalogue.ts';
export type { CertificateKind } from './hosting/certificate.ts';
export { describeFaults, type FaultDescription } from './hosting/describe.ts';
export type { ActiveFault, FaultName, Handler } from './hosting/fault.ts';
export { layerName, layers } from './hosting/layers.ts';
export { parseFault } from './hosting/parse.ts';
/** What a clock has to be off by for a signature to be refused, in seconds. */
export { timestampWindow } from './woocommerce/authentication/timestamp.ts';
