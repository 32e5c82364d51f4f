#!/usr/bin/env node
// What an old Node can read too, to be told in a sentence that it is too old: CommonJS, no syntax newer than import().
'use strict';
var engines = require('../../package.json').engines.node;
var wanted = engines.replace('>=', '');
var found = process.versions.node;

function isOlder(version, than) {
  var one = version.split('.').map(Number);
  var other = than.split('.').map(Number);
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

// Bun puts an undici of its own in the place of the one that is installed, and TLS on the store's ports fails there.
if (process.versions.bun) {
  process.stderr.write(
    'latchkey: this is Bun ' +
      process.versions.bun +
      '; expected Node ' +
      wanted +
      ' or newer, which bun run takes without --bun\n',
  );
  process.exit(2);
}
if (isOlder(found, wanted)) {
  process.stderr.write(`latchkey: this is Node ${found}; expected Node ${wanted} or newer\n`);
  process.exit(2);
}
import('./main.ts').catch(error => {
  process.stderr.write(`latchkey: does not start: ${error.stack}\n`);
  process.exit(3);
});
