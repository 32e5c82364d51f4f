/** Certificates that are not those of the other rows: of an intermediate authority, and for another host. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCertificates } from '../../../mocks/index.ts';
import { scratchFolder } from '../../real-servers/servers/process.ts';
import { testTls } from '../../real-servers/servers.ts';

const chained = await createCertificates({ hosts: ['shop.test'], fault: 'missing intermediate' });
const other = await createCertificates({ hosts: ['other.test'] });

/** Named as certbot names them. */
export const chainFolder = scratchFolder('chain');
for (const [name, text] of Object.entries({
  'cert.pem': chained.cert,
  'fullchain.pem': chained.cert + chained.intermediate,
  'privkey.pem': chained.key,
  'other.pem': other.cert,
  'other.key': other.key,
}))
  writeFileSync(path.join(chainFolder, name), text);

/** The authorities of the other rows, and of the certificate for another host. */
export const bothCas = testTls().ca + other.ca;
/** The authority behind the chain. */
export const chainCa = chained.ca;
export const inChainFolder = ['/etc/letsencrypt/live/shop.example', chainFolder] as const;
