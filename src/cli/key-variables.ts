import { clientVariables } from '../serve/client-variables.ts';

/** The environment variables that hold a consumer key and its secret, where no flag names others. */
export const { consumerKey: keyVariable, consumerSecret: secretVariable } = clientVariables;
/** The secret of a webhook, with which deliveries are signed. */
export const webhookVariable = 'LATCHKEY_WEBHOOK_SECRET';
