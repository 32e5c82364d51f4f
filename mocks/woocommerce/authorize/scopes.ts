/** What an app may ask for, in the words of the page that asks the merchant (wc-auth.138, .158, .159, .160). */
export interface AuthorizeScope {
  readonly label: string;
  readonly rights: readonly string[];
}

export const scopes: ReadonlyMap<string, AuthorizeScope> = new Map<string, AuthorizeScope>([
  [
    'read',
    {
      label: 'Read',
      rights: ['View coupons', 'View customers', 'View orders and sales reports', 'View products'],
    },
  ],
  [
    'write',
    {
      label: 'Write',
      rights: ['Create webhooks', 'Create coupons', 'Create customers', 'Create orders', 'Create products'],
    },
  ],
  [
    'read_write',
    {
      label: 'Read/Write',
      rights: [
        'Create webhooks',
        'View and manage coupons',
        'View and manage customers',
        'View and manage orders and sales reports',
        'View and manage products',
      ],
    },
  ],
]);
