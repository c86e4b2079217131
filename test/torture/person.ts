/** A scripted person who reports incidents and asks questions, and sends again whatever was not acknowledged. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Choice, Input } from '../../src/types.ts';
import { createChance } from './chance.ts';
import type { Platform, Said, Seen } from './platform.ts';

interface Acknowledged {
  readonly key: string;
  readonly said: Said;
  /** How many messages of the person were acknowledged before this one was said. */
  readonly after: number;
}

export interface Person {
  readonly id: string;
  readonly platform: Platform;
  /** What the desk said that it has taken: it must never be lost. */
  readonly acknowledged: Acknowledged[];
  filed: number;
}

/** Where people talk. */
export interface Scene {
  /** The addresses of the instances at this moment; any of them takes a delivery. */
  readonly instances: () => readonly string[];
  /**
   * With the name of a person and of what is said, it gives all that chance decides about that: nothing depends on what
   * others say, or when.
   */
  readonly seed: number;
  /** How often to look for an answer, in milliseconds. */
  readonly look: number;
  /** Deliveries that still come late; the run ends after them. */
  readonly late: Promise<unknown>[];
  /**
   * How many deliveries were held up, so that others overtook them, how many came again, and how many the desk put off;
   * what else it answered where it did not take one.
   */
  readonly deliveries: { delayed: number; doubled: number; putOff: number; refused: string[] };
  /** Whether things still break: so long there is somebody who talks. */
  readonly goesOn: () => boolean;
}

/** For one answer: a send that failed several times is tried once a minute. */
const longestWait = 300_000;
const questions = ['このUSBを業者に渡していい？', 'can i take this laptop home?', '研修は年に何回ですか'];

/** Nobody writes to a desk for the first time on its worst day: the platform has said by then who the person is. */
export async function greet(scene: Scene, person: Person): Promise<void> {
  await say(scene, person, 'hello', { text: 'ヘルプ' });
  await answerOf(scene, person, 'hello');
}

/**
 * Reports as many incidents as asked, each followed by questions in one burst, then asks now and then while things break;
 * gives up only where one answer takes too long.
 */
export async function talk(scene: Scene, person: Person, reports: number): Promise<void> {
  for (let n = 0; n < reports; n++) {
    await reportIncident(scene, person, n);
    await Promise.all(questions.map((text, i) => say(scene, person, `q${n}-${i}`, { text })));
    for (const [i] of questions.entries()) await answerOf(scene, person, `q${n}-${i}`);
  }
  for (let n = 0; scene.goesOn(); n++) {
    const chance = createChance(scene.seed, person.id, `more-${n}`, 'words');
    await say(scene, person, `more-${n}`, { text: chance.pick(questions) });
    await answerOf(scene, person, `more-${n}`);
    await pause(scene.look + chance.number(2_000));
  }
}

async function reportIncident(scene: Scene, person: Person, n: number): Promise<void> {
  let key = `r${n}-0`;
  await say(scene, person, key, { text: `USBメモリーを電車に忘れました（${n + 1}件目）` });
  for (let turn = 1; turn < 60; turn++) {
    const reply = await answerOf(scene, person, key, asks);
    if (reply.number !== undefined && !reply.input) break;
    key = `r${n}-${turn}`;
    await say(scene, person, key, { choice: choiceFor(reply, turn) });
  }
  person.filed += 1;
}

/** The first answers to what is asked; then "file now". */
function choiceFor({ buttons, input, text }: Seen, turn: number): Choice {
  const confirm = buttons.find(({ id }) => id.endsWith(':file'));
  if (confirm) return confirm;
  const file = buttons.find(({ id }) => id.endsWith(':fileNow'));
  if (file && turn > 6) return file;
  if (input) return { id: input.id, values: valuesFor(input) };
  const [button] = buttons;
  if (button === undefined) throw new Error(`nothing to answer in ${text.slice(0, 40)}`);
  return button;
}

function valuesFor({ kind, options = [] }: Input): readonly string[] {
  if (options[0]) return [options[0].value];
  if (kind === 'number') return ['12'];
  return kind === 'datetime' ? ['2026-01-05T09:30'] : ['改札の近く'];
}

/** To any instance, sometimes late; some deliveries come twice, the second one after others have overtaken it. */
async function say(scene: Scene, person: Person, key: string, said: Said): Promise<void> {
  const { instances, seed, late, deliveries } = scene;
  const { id, platform, acknowledged } = person;
  const chance = createChance(seed, id, key);
  const route = createChance(seed, id, key, 'route');
  const after = acknowledged.length;
  const deliver = async () => {
    const delivered = await platform.deliver(route.pick(instances()), id, key, said);
    if (delivered === 'refused') deliveries.refused.push(`${id}: ${key} on ${platform.name}`);
    if (delivered === 'put off') await putOff(scene, route.number(1_000));
    return delivered === 'taken';
  };
  if (chance.once(6)) {
    deliveries.delayed += 1;
    await pause(chance.number(600));
  }
  await patiently(scene, `${key} to be taken`, deliver);
  acknowledged.push({ key, said, after });
  if (!chance.once(5)) return;
  deliveries.doubled += 1;
  const again = pause(chance.number(2_000)).then(deliver);
  late.push(again.catch(() => undefined));
}

/** Sooner than it was asked for: some platforms do, and people press again. */
async function putOff({ deliveries }: Scene, wait: number): Promise<void> {
  deliveries.putOff += 1;
  await pause(500 + wait);
}

/** The last Reply to what was said under this key; a platform may show the replies to one message one after another. */
async function answerOf(
  scene: Scene,
  { platform, id }: Person,
  key: string,
  wanted = (_: Seen) => true,
): Promise<Seen> {
  const route = createChance(scene.seed, id, key, 'look');
  const last = async () => (await platform.answers(route.pick(scene.instances()), id, key)).findLast(wanted);
  let reply: Seen | undefined;
  await patiently(scene, `${key} to be answered`, async () => {
    reply = await last();
    return reply !== undefined;
  });
  await pause(scene.look);
  reply = (await last().catch(() => undefined)) ?? reply;
  if (!reply) throw new Error('no reply');
  return reply;
}

/** Something to go on with, or the number of what was filed. */
function asks({ buttons, input, number }: Seen): boolean {
  return buttons.length > 0 || input !== undefined || number !== undefined;
}

async function patiently({ look }: Scene, what: string, attempt: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + longestWait;
  let cause: unknown;
  const attempted = () =>
    attempt().catch((error: unknown) => {
      cause = error;
      return false;
    });
  while (!(await attempted())) {
    if (Date.now() > until) throw new Error(`the desk did not come back in time for ${what} (${cause ?? 'no error'})`);
    await pause(look);
  }
}
