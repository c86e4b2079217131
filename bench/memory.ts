/** Memory of one process with all its adapters, under steady load. */
import { setTimeout as pause } from 'node:timers/promises';
import { startDouble } from '../test/adapters/slack/double.ts';
import { startConnector } from '../test/adapters/teams/connector.ts';
import { createTokki } from '../test/torture/server.ts';
import { importPeople, memoryOf, people, post } from './load.ts';
import type { Row } from './measure.ts';
import { peopleOf, say as sayInSlack, slackEnv } from './slack.ts';
import { say as sayInTeams } from './teams.ts';

const perSecond = 50;
const lookEvery = 10_000;

/** Where it is at the end, and how it grows: by the least squares over the second half. A third of the messages each. */
export async function memory(folder: string, minutes: number): Promise<readonly Row[]> {
  const [slack, connector] = [await startDouble(), await startConnector()];
  peopleOf(slack);
  const env = { LIMIT_PERSON: '1000000000', TEAMS_DEV_NO_AUTH: '1', ...slackEnv(slack) };
  const server = await createTokki(folder, env);
  await importPeople(folder, env);
  await server.start();
  const ways = [
    (n: number) => post(server.url, people[n % people.length] ?? ''),
    (n: number) => sayInSlack(server.url, n),
    (n: number) => sayInTeams(connector, server.url, n),
  ];
  const seen: Point[] = [];
  const began = performance.now();
  try {
    for (let n = 0; performance.now() - began < minutes * 60_000; n++) {
      await pause(Math.max(0, began + (n * 1_000) / perSecond - performance.now()));
      await ways[n % ways.length]?.(Math.floor(n / ways.length));
      if (performance.now() - began < lookEvery * (seen.length + 1)) continue;
      seen.push({ hours: (performance.now() - began) / 3_600_000, mb: await memoryOf(server) });
    }
  } finally {
    await server.kill();
    await Promise.all([slack.stop(), connector.stop()]);
  }
  const half = seen.slice(Math.floor(seen.length / 2));
  const most = Math.max(...seen.map(({ mb }) => mb));
  const figure = `${seen.at(-1)?.mb.toFixed(0)} MB (at most ${most.toFixed(0)}), ${slope(half).toFixed(1)} MB an hour`;
  const what = `memory after ${minutes} min at ${perSecond} messages/s, page, Slack and Teams`;
  return [{ what, figure, goal: '250 MB, no growth' }];
}

interface Point {
  readonly hours: number;
  readonly mb: number;
}

function slope(points: readonly Point[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(({ hours }) => hours)), mean(points.map(({ mb }) => mb))];
  const above = points.reduce((sum, { hours, mb }) => sum + (hours - x) * (mb - y), 0);
  return above / points.reduce((sum, { hours }) => sum + (hours - x) ** 2, 0);
}
