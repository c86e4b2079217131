/**
 * `npm run torture -- [KILLS] [PEOPLE] [REPORTS] [SEED] [sqlite|servers]`: the long form; prints what was checked and fails
 * on any violation. `servers`: two instances on PostgreSQL and Redis, which are started for it. With the same numbers each
 * person says the same, of which the same is late or comes twice, and the same is broken in the same order. When, what it
 * hits, and how many questions are asked until enough is broken, depends on the machine.
 */

import { onServers, onSqlite, serversInstalled } from './installation.ts';
import { createSlackPlatform } from './slack.ts';
import { createTeamsPlatform } from './teams.ts';
import { torture } from './torture.ts';
import { createWeb } from './web.ts';

const [kills = 200, people = 200, reports = 5, seed = 1] = process.argv.slice(2, 6).map(Number);
const { 6: where = serversInstalled ? 'servers' : 'sqlite' } = process.argv;
const began = performance.now();
const installation = where === 'servers' ? await onServers() : onSqlite();
const platforms = [createWeb(), await createSlackPlatform(seed), await createTeamsPlatform(seed)];
const { broken, violations, repeats, putOff, ...figures } = await torture({
  installation,
  platforms,
  kills,
  people,
  reports,
  seed,
});
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
const again = Object.entries(repeats).map(([platform, count]) => [`repeats in ${platform}`, count]);
const counted = { ...figures, 'put off': putOff, ...Object.fromEntries(again), violations: violations.length };
const rows = { where, seed, people, ...broken, ...counted, minutes };
console.log(`| | ${kills} ${people} ${reports} ${seed} ${where} |\n|---|---|`);
for (const [name, value] of Object.entries(rows)) console.log(`| ${name} | ${value} |`);
for (const { rule, reason } of violations.slice(0, 100)) console.log(`${rule}: ${reason}`);
process.exitCode = violations.length > 0 ? 1 : 0;
