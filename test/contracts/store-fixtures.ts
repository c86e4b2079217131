/** Records to put into a store, each with only what a test wants to say about it. */
import assert from 'node:assert/strict';
import { type ErrorCode, TokkiError } from '../../src/errors.ts';
import type { Commit, NewJob, Store } from '../../src/store/store.ts';
import type { Access, Answers, Conversation, Person, Report } from '../../src/types.ts';

/** 2026-11-23 12:00 JST. */
export const noon = Date.UTC(2026, 10, 23, 3);
export const home = 'web:E1';

export function receive(key: string, over: Partial<NewJob> & { readonly text?: string } = {}): NewJob {
  const { text = 'USBを落とした', ...rest } = over;
  const address = over.address ?? home;
  const message = { key, address, user: 'E1', private: true, at: noon, text };
  return { key, group: `in:${address}`, address, due: noon, work: { kind: 'receive', message }, ...rest };
}

export function send(key: string, over: Partial<NewJob> & { readonly text?: string } = {}): NewJob {
  const { text = '受け付けました。', ...rest } = over;
  const to = over.address ?? home;
  const work = { kind: 'send', to, reply: { kind: 'notice', lang: 'ja', text } } as const;
  return { key, group: `out:${to}`, address: to, due: noon, work, ...rest };
}

export function conversation(version: number, over: Partial<Conversation> = {}): Conversation {
  return { address: home, version, lang: 'ja', ...over };
}

export const answers: Answers = {
  kind: { value: 'lost' },
  persons: { value: null },
  found: { value: '09:00', approx: true },
};

export function report(number: string, over: Partial<Report> = {}): Report {
  const who = { reporter: 'E1', contract: 'C1', address: home };
  const form = { form: 'incident', formVersion: 1, annex: 'a1b2' };
  return {
    number,
    version: 1,
    edition: 1,
    status: 'received',
    kind: 'lost',
    filed: noon,
    ...who,
    ...form,
    answers,
    told: ['電車に忘れた'],
    ...over,
  };
}

export function person(id: string, over: Partial<Person> = {}): Person {
  return { id, name: '佐藤花子', mail: `${id}@example.jp`, role: 'staff', lang: 'ja', contracts: ['C1'], ...over };
}

/** The store whose first job is added and claimed; `done` finishes it. */
export async function claimed(store: Store, key = 'm1'): Promise<{ done: { id: number; attempt: number } }> {
  await store.commit({ now: noon, jobs: [receive(key)] });
  const [job] = await store.claim(noon, 60_000, 1);
  assert.ok(job);
  return { done: { id: job.id, attempt: job.attempt } };
}

/** Adds reports one after another, as the desk does. */
export async function file(store: Store, ...reports: readonly Report[]): Promise<void> {
  for (const one of reports) await store.commit({ now: noon, report: one });
}

export async function refused(code: ErrorCode, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => error instanceof TokkiError && error.code === code);
}

/** What came of commits that were made at once: how many were written, how many refused and why. */
export async function outcomes(store: Store, commits: readonly Commit[]): Promise<Record<string, number>> {
  const results = await Promise.allSettled(commits.map((commit) => store.commit(commit)));
  const words = results.map((result) => (result.status === 'fulfilled' ? 'written' : String(result.reason.code)));
  return Object.fromEntries(
    Map.groupBy(words, (word) => word)
      .entries()
      .map(([word, all]) => [word, all.length]),
  );
}

export const keys = (jobs: readonly { readonly key: string }[]) => jobs.map(({ key }) => key);

export const access = (over: Partial<Access> = {}): Access => ({
  at: noon,
  by: 'B1',
  act: 'read',
  subject: 'report:1',
  ...over,
});
export const openForm = { form: 'incident', key: 'f1', answers: {}, told: [], started: noon } as const;
export const question = (key: string, who = 'E1', at = noon) =>
  ({
    key,
    at,
    person: who,
    lang: 'ja',
    text: '持ち出していい？',
    intent: 'question',
    citations: [],
    confidence: 'none',
  }) as const;
