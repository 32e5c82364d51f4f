/**
 * The environment variables by which a client finds its store: `serve` tells and writes them, `gate` gives them to the
 * command that it runs, and commands of Latchkey read key and secret from them.
 */
export const clientVariables = {
  url: 'LATCHKEY_URL',
  httpsUrl: 'LATCHKEY_HTTPS_URL',
  consumerKey: 'LATCHKEY_CONSUMER_KEY',
  consumerSecret: 'LATCHKEY_CONSUMER_SECRET',
} as const;
