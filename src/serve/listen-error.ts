import { type ErrorParts, UsageError } from '../../mocks/errors.ts';

/** Where a store was to listen. */
export interface Addresses {
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The port for HTTP, 0 for a free one. Where HTTP and HTTPS do not both have one, one port answers both. */
  readonly http?: number;
  /** The port for HTTPS, 0 for a free one. */
  readonly https?: number;
  /** The port of the control listener, on loopback, 0 for a free one; no control listener when left out. */
  readonly control?: number;
  /** The port at which it stands in for PHP-FPM, 0 for a free one; nothing does when left out. */
  readonly fastcgi?: number;
}

/**
 * The system's error as a UsageError, `LATCHKEY_LISTEN`, that begins with the option which asked for the port or the
 * address that cannot be had, says why it cannot and what is expected. Another error is given back as it is.
 */
export function listenError(error: unknown, wanted: Addresses): unknown {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  const { host = '127.0.0.1' } = wanted;
  const option = (['http', 'https', 'control', 'fastcgi'] as const).find(
    name => port !== 0 && wanted[name] === port,
  );
  const asked = option === undefined ? `host ${host}` : `${option} ${port}`;
  const usage = (parts: ErrorParts) => new UsageError(parts, { cause: error, code: 'LATCHKEY_LISTEN' });
  if (code === 'EADDRINUSE')
    return usage({ where: asked, what: 'the port is in use', expected: 'a free one, or 0 to take any' });
  if (code === 'EACCES')
    return usage({ where: asked, what: 'no permission to listen on it', expected: 'a port from 1024 on' });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return usage({ where: `host ${host}`, expected: `an address of this machine (${code})` });
  return error;
}
