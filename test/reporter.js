// The failures in full and the closing line that CI reads; `--reporter spec` shows every test.
import Mocha from 'mocha';

const { Base, Dot } = Mocha.reporters;

export default class Counts extends Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      Base.consoleLog(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
    });
  }
}
