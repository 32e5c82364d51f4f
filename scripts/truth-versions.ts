/** Prints the WooCommerce versions that `.github/workflows/truth.yml` looks at, as a list in JSON. */
import { newestMinors, officialVersions } from '../src/real/official.ts';

/** WooCommerce has about eight minor versions a year. */
const ofTwoYears = 16;

const minors = newestMinors(await officialVersions('WooCommerce'), ofTwoYears);
console.log(JSON.stringify(['next', ...minors]));
