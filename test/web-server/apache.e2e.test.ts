import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../mocks/index.ts';
import { type FastcgiListener, listenFastcgi } from '../../mocks/reach/fastcgi.ts';
import { exchangeAndEnd } from '../reach/listener/raw-client.ts';
import {
  type ApacheServer,
  hasApache,
  startApache,
  viaFastcgi,
  wordpressHtaccess,
} from '../real-servers/servers.ts';
import { testStore } from '../wordpress/site.ts';
import { answerOf, assertAnswer } from './answers.ts';
import { rows } from './requests.ts';

/** As Debian's apache2.conf and conf-available/security.conf have them. */
const debian = {
  main: 'TraceEnable Off\nServerSignature Off\n<FilesMatch "^\\.ht">\n  Require all denied\n</FilesMatch>',
};

describe('a real Apache answers as the table says', {
  skip: !hasApache && 'apache2 is not installed',
}, () => {
  let fastcgi: FastcgiListener;
  let apache: ApacheServer;
  before(async () => {
    fastcgi = await listenFastcgi(await testStore({ home: 'http://shop.test' }), { port: 0 });
    apache = await startApache({
      php: viaFastcgi(fastcgi.port),
      htaccess: wordpressHtaccess,
      ...debian,
    });
  });
  after(async () => {
    await apache?.server.stop();
    await fastcgi?.close();
  });

  for (const row of rows) {
    it(row.name, async () =>
      assertAnswer(withTheDoctype(answerOf(await exchangeAndEnd(apache.port, row.bytes))), row),
    );
  }
});

/** Releases of Apache differ in the document type of their pages, and in nothing else here. */
function withTheDoctype(answer: Answer): Answer {
  const body = Buffer.from(answer.body).toString('latin1');
  const doctype =
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">';
  const older = '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">';
  return { ...answer, body: Buffer.from(body.replace(older, doctype), 'latin1') };
}
