/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a store POSTs to an app to which a key was granted.
 */
export interface AuthorizationCallback {
  key_id: number;
  user_id: string;
  consumer_key: string;
  consumer_secret: string;
  key_permissions: 'read' | 'write' | 'read_write';
}
