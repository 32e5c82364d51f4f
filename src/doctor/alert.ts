import { connect } from 'node:tls';

/**
 * The code of the alert that a server ends a connection with after the handshake. Over TLS 1.3 it comes with the first
 * answer (RFC 8446, section 4.6.2), where HTTP clients tell a closed connection alone. One GET of / without credentials
 * is sent. Undefined where no alert came.
 * @param url An https URL.
 * @param timeout In milliseconds.
 */
export function lookAtAlert(url: string, timeout: number): Promise<string | undefined> {
  const { host, hostname, port } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const socket = connect({
      host: name,
      port: Number(port || 443),
      ...(/[a-z]/i.test(name) && !name.includes(':') && { servername: name }),
      rejectUnauthorized: false,
      timeout,
    });
    const end = (code?: string) => {
      socket.destroy();
      resolve(code);
    };
    socket.on('secureConnect', () =>
      socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', () => end());
    socket.on('timeout', () => end());
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code?.includes('ALERT') ? error.code : undefined),
    );
    socket.on('close', () => end());
  });
}
