/** An error that ends a PHP script, a TypeError for one: the client sees status 500 and an error page. */
export class FatalError extends Error {
  override readonly name = 'FatalError';
}
