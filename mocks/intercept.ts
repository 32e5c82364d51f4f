/** The door to a store that answers what this process sends, whichever client sends it. */
export { type HandledStore, hostsOf, respond } from './reach/fetch.ts';
export { type Interception, type InterceptOptions, intercept } from './reach/intercept.ts';
