/** The environment variables that hold a consumer key and its secret, where no flag names others. */
export const keyVariable = 'LATCHKEY_CONSUMER_KEY';
export const secretVariable = 'LATCHKEY_CONSUMER_SECRET';
