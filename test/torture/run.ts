/** `npm run torture -- [KILLS] [PEOPLE] [REPORTS] [SEED]`: the long form; prints what was checked and fails on any violation. */
import { torture } from './torture.ts';

const [kills = 100, people = 12, reports = 60, seed = 1] = process.argv.slice(2).map(Number);
const env = process.env.TEST_DATABASE_URL ? { DATABASE_URL: process.env.TEST_DATABASE_URL } : {};
const verdict = await torture({ kills, people, reports, seed, env });
console.table([{ ...verdict, violations: verdict.violations.length }]);
for (const violation of verdict.violations.slice(0, 20)) console.log(violation);
process.exitCode = verdict.violations.length > 0 ? 1 : 0;
