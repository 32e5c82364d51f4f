/** A store and an app over HTTPS, each with a certificate of its own, and a headless Chromium in front of them. */

import { existsSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { createCertificates, nodeOutbound, type Store } from '../mocks/index.ts';
import { startStore as startOnSockets } from '../src/serve/start-store.ts';

/** Where Debian and Ubuntu put Chromium. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function launchChromium(): Promise<Browser> {
  const executablePath = places.find(place => existsSync(place));
  if (!executablePath) {
    throw new Error('no Chromium is installed, which the browser tests need: apt-get install --yes chromium');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The app that asks for a key: its callback answers as told, its return page says so. */
export interface App {
  readonly url: string;
  readonly ca: string;
  /** The bodies that were POSTed to the callback. */
  readonly received: string[];
  /** What the callback answers. */
  status: number;
  close(): Promise<void>;
}

export async function startApp(): Promise<App> {
  const { ca, cert, key } = await createCertificates({ hosts: ['localhost', '127.0.0.1'] });
  const received: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST') {
        received.push(Buffer.concat(chunks).toString());
        response.writeHead(app.status).end();
      } else {
        response.setHeader('Content-Type', 'text/html');
        response.end(
          '<!DOCTYPE html><html lang="en"><title>Back at the app</title><h1>Back at the app</h1></html>',
        );
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const app: App = {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    ca,
    received,
    status: 200,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return app;
}

export interface RunningStore {
  readonly url: string;
  readonly ca: string;
  readonly store: Store;
  close(): Promise<void>;
}

/** A store as `latchkey serve` has it, reached over TLS at the port that answers HTTP too. */
export async function startStore(callbackCa: string): Promise<RunningStore> {
  const { httpsUrl, ca, store, close } = await startOnSockets({
    orders: 3,
    outbound: nodeOutbound({ ca: callbackCa }),
  });
  return { url: httpsUrl, ca, store, close };
}
