import type { PhpRequest } from '../php/request.ts';

/**
 * `is_ssl()`: what WordPress takes for a TLS connection. `HTTPS` as the web server set it, or port 443;
 * `X-Forwarded-Proto` counts for nothing, which is why TLS that ends at a proxy is not seen.
 */
export function isSsl(request: PhpRequest): boolean {
  const https = request.server('HTTPS');
  if (https !== undefined && (https.toLowerCase() === 'on' || https === '1')) return true;
  return https === undefined && request.server('SERVER_PORT') === '443';
}
