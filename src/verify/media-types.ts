/** The media types of what scenarios attach; the report and the summary read them. */

/** `{"outcome":"skipped","reason":"…"}`: why a scenario was not judged, an `UnjudgedOutcome`. */
export const outcomeMediaType = 'application/vnd.latchkey.outcome+json';
/** A masked exchange, see RedactedExchange. */
export const exchangeMediaType = 'application/vnd.latchkey.exchange+json';

/** A sentence: what of a scenario that has passed was not judged. */
export const caveatMediaType = 'text/vnd.latchkey.caveat';
