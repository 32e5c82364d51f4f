/** Whom a finding is sent to, beside what is to be done. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { whomToAsk } from '../../src/doctor/whom.ts';

const asked = (id: string, layer?: 'web-server') => {
  const fault = faults.find(each => each.id === id);
  assert.ok(fault, id);
  return whomToAsk({
    fault,
    suspicion: { certainty: 'proven', proof: [], ...(layer !== undefined && { layer }) },
  });
};

describe('whom a finding is sent to', () => {
  // The first lines print the first fix as what is to be done: it is for whoever they name.
  for (const { id, fixes, level } of faults)
    if (level !== 'information' && fixes[0]?.server === 'client')
      it(`${id}: what the client's settings mend is sent to whoever set up the client`, () => {
        assert.match(asked(id).ask, /client|log-in/i);
      });

  it('a URL that is wrong is no matter of the host', () => {
    for (const id of ['tls-not-spoken', 'plain-http-at-tls-port', 'redirect-https', 'home-url-differs'])
      assert.equal(asked(id).blame, 'client', id);
  });

  it('wp-config.php and plugins are the administrator’s, and the database is the host’s', () => {
    assert.match(asked('critical-error').ask, /administrator/);
    assert.match(asked('dirty-body').ask, /administrator/);
    assert.match(asked('database-unreachable').ask, /host/);
    assert.match(asked('clock-skew').ask, /clock/);
  });

  it('follows the layer where what was seen has put it elsewhere', () => {
    assert.match(asked('critical-error', 'web-server').ask, /web server/);
  });
});
