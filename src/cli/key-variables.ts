/** The environment variables that hold a consumer key and its secret, where no flag names others. */
export const keyVariable = 'LATCHKEY_CONSUMER_KEY';
export const secretVariable = 'LATCHKEY_CONSUMER_SECRET';
/** The secret of a webhook, with which deliveries are signed. */
export const webhookVariable = 'LATCHKEY_WEBHOOK_SECRET';
