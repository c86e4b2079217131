/**
 * `npm run torture -- [KILLS] [PEOPLE] [REPORTS] [SEED] [sqlite|servers]`: the long form; prints what was checked and fails
 * on any violation. `servers`: two instances on PostgreSQL and Redis, which are started for it.
 */

import { createChance } from './chance.ts';
import { onServers, onSqlite, serversInstalled } from './installation.ts';
import { createSlackPlatform } from './slack.ts';
import { torture } from './torture.ts';
import { createWeb } from './web.ts';

const [kills = 200, people = 200, reports = 5, seed = 1] = process.argv.slice(2, 6).map(Number);
const { 6: where = serversInstalled ? 'servers' : 'sqlite' } = process.argv;
const installation = where === 'servers' ? await onServers() : onSqlite();
const { broken, violations, ...figures } = await torture({
  installation,
  platforms: [createWeb(), await createSlackPlatform(createChance(seed + 2))],
  kills,
  people,
  reports,
  seed,
});
console.table([{ where, seed, people, ...broken, ...figures, violations: violations.length }]);
for (const violation of violations.slice(0, 20)) console.log(violation);
process.exitCode = violations.length > 0 ? 1 : 0;
