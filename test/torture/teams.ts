/** Teams as a platform: activities signed as the Bot Framework signs them, a connector that keeps what it is told and fails. */

import { setTimeout as pause } from 'node:timers/promises';
import { refOf } from '../../adapters/teams/shown.ts';
import type { Choice } from '../../src/types.ts';
import { type Connector, startConnector } from '../adapters/teams/connector.ts';
import { appId, startIssuer } from '../adapters/teams/issuer.ts';
import { invoked, said as spoken, tenant } from '../adapters/teams/wire.ts';
import { createChance } from './chance.ts';
import {
  copiesOf,
  type Delivered,
  deliveredBy,
  faults,
  isExcuse,
  outagesOf,
  type Platform,
  type Seen,
} from './platform.ts';
import { nameOf, type Post, pressed, seenOf } from './teams-screen.ts';

/** As long as Teams itself waits for a bot. */
const patience = 15_000;
/** More answers than one message has. */
const answersAtMost = 10;
const posting = /POST .*\/activities/u;

/** A post as it stands in a chat. */
interface Shown {
  readonly body: Post;
  readonly at: number;
  readonly unheard?: boolean | undefined;
}

/** @param once how often a post goes wrong: the one after one in so many messages */
export async function createTeamsPlatform(seed: number, once = 15): Promise<Platform> {
  const connector = await startConnector();
  const issuer = await startIssuer(connector.url);
  const activities = new Map<string, { readonly id: string }>();
  const keys = new Map<string, string>();
  const shown = new Map<string, Shown[]>();
  let sorted = 0;
  let failing = false;

  async function post(instance: string, activity: object): Promise<Delivered> {
    const response = await fetch(`${instance}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${issuer.token()}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patience),
    });
    return deliveredBy(response, 200);
  }

  function press(person: string, choice: Choice) {
    for (const { body } of shownTo(person).toReversed()) {
      const data = pressed(body, choice);
      if (data) return invoked({ connector }, 'adaptiveCard/action', { action: { data } }, from(person));
    }
    throw new Error(`${person} sees no button ${choice.id}`);
  }

  /** Sorted as they come: there are thousands, and everybody looks all the time. */
  function shownTo(person: string): readonly Shown[] {
    for (const { path, body, at, unheard } of connector.posts.slice(sorted)) {
      if (isExcuse((body as { summary?: unknown }).summary)) continue;
      const chat = /\/conversations\/(?<chat>[^/]+)\/activities/u.exec(path)?.groups?.chat ?? '';
      shown.set(chat, [...(shown.get(chat) ?? []), { body, at, unheard }]);
    }
    sorted = connector.posts.length;
    return shown.get(chatOf(person)) ?? [];
  }

  const seenBy = (
    person: string,
    jobs: readonly string[],
    isWanted: (key: string) => boolean = () => true,
  ): readonly Seen[] => {
    const names = new Map(jobs.map((key) => [refOf(key), key]));
    const parts = shownTo(person).flatMap((one) => {
      const { ref, part } = nameOf(one.body);
      const key = names.get(ref) ?? '';
      return isWanted(key) ? [{ key, part, ...one }] : [];
    });
    return copiesOf(parts).map(({ key, parts: copy, heard }) => ({
      ...seenOf(
        key,
        copy.map(({ body }) => body),
      ),
      ...(heard !== undefined && { heard }),
    }));
  };

  return {
    name: 'teams',
    env: {
      TEAMS_REGION: 'jp',
      TEAMS_APP_ID: appId,
      TEAMS_APP_PASSWORD: 'torture',
      TEAMS_APP_TENANT: tenant,
      TEAMS_SERVICE_URLS: connector.url,
      TORTURE_OPENID: issuer.url,
      NODE_OPTIONS: `--import=${new URL('teams-cloud.ts', import.meta.url).href}`,
    },
    repeats: 'at-least-once',
    outages: outagesOf('teams', connector.down),
    async meet(instance, person) {
      join(connector, person);
      const { text: _, ...added } = spoken({ connector }, '', from(person));
      const add = () => post(instance, { ...added, type: 'installationUpdate', action: 'add' });
      let answer = await add();
      for (let n = 0; n < 60 && answer === 'put off'; n++) {
        await pause(500);
        answer = await add();
      }
      if (answer !== 'taken') throw new Error(`${person} could not add Tokki to Teams`);
    },
    async deliver(instance, person, key, said) {
      join(connector, person);
      const name = `${person} ${key}`;
      const chance = createChance(seed, 'teams', name);
      const known = activities.get(name);
      if (failing && !known && chance.once(once)) connector.fail(posting, chance.pick(faults));
      const activity =
        known ?? (said.choice ? press(person, said.choice) : spoken({ connector }, said.text ?? '', from(person)));
      activities.set(name, activity);
      keys.set(name, `teams:${chatOf(person)}:${activity.id}`);
      return post(instance, activity);
    },
    addressOf: (person) => `teams:${tenant}:${person}-aad`,
    keyOf: (person, key) => keys.get(`${person} ${key}`) ?? '',
    async answers(_instance, person, key) {
      const full = keys.get(`${person} ${key}`) ?? '-';
      const ours = [...Array.from({ length: answersAtMost }, (_, i) => `${full}>${i}`), `${full}>sorry`];
      return seenBy(person, ours, (key) => key !== '');
    },
    everything: async (_instance, person, jobs) => seenBy(person, jobs),
    fail: (on) => {
      failing = on;
    },
    async close() {
      await connector.stop();
      await issuer.stop();
    },
  };
}

function chatOf(person: string): string {
  return `a:${person}`;
}

/** Where an activity of this person comes from. */
function from(person: string): object {
  return {
    from: { id: `29:${person}`, name: person, aadObjectId: `${person}-aad` },
    conversation: { id: chatOf(person), conversationType: 'personal', tenantId: tenant },
  };
}

/** Teams knows each person by the mail address of people.csv. */
function join({ members }: Connector, person: string): void {
  const mail = `${person}@example.jp`;
  members.set(`29:${person}`, { email: mail, userPrincipalName: mail, aadObjectId: `${person}-aad` });
}
