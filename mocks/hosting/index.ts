/** Hosting that breaks authentication: faults to switch on in front of the simulated store. */
export { applyFaults, type Given } from './apply.ts';
export { faults } from './catalogue.ts';
export { type CertificateKind, certificateFault } from './certificate.ts';
export { describeFaults, type FaultDescription } from './describe.ts';
export { FaultError } from './error.ts';
export {
  type ActiveFault,
  type Fault,
  type Handler,
  type LayerName,
  layerNames,
  type Surroundings,
} from './fault.ts';
export { faultById, parametersOf, parseFault } from './parse.ts';
export {
  type PluginError,
  type PluginFault,
  type PluginRequest,
  type SiteSettings,
  siteSettings,
} from './site-settings.ts';
