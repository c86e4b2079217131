/** The readiness report: a row for each clause that can concern a tool, and evidence that says what is to be done. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config.ts';
import { TokkiError } from '../../src/errors.ts';
import { evidenceNames, evidenceOf } from '../../src/inspect/evidence.ts';
import type { Facts } from '../../src/inspect/facts.ts';
import { inspectionPaper, rowsOf } from '../../src/inspect/report.ts';
import { parseInspection } from '../../src/inspect/rows.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { knowledgeFolder } from '../../src/open.ts';
import { placesOf } from '../../src/regions.ts';

const file = readFileSync(new URL('../../knowledge/inspection.yaml', import.meta.url), 'utf8');
const inspection = parseInspection(parse(file), 'inspection.yaml');
const now = Date.UTC(2026, 10, 30, 3);
const day = 86_400_000;

const facts: Facts = {
  now,
  log: { rows: 120, hash: 'ab', archived: 20, since: now - 500 * day },
  keepDays: { log: 400, questions: 180 },
  lastDigest: '2026-10',
  backups: 9,
  lastBackup: now - day,
  lastRehearsal: now - 20 * day,
  places: placesOf(parseConfig({ DATA_REGION: 'jp' })),
  roles: { staff: 10, responsible: 2, admin: 2, auditor: 1 },
  contracts: ['契約A'],
  orphans: [],
  responsible: ['一郎'],
  dispatched: { all: 1, open: 0 },
  reports: { all: 3, open: 1, reported: 2, late: 0, contained: 2, persons: 1, cause: 2, prevented: 2, published: 0 },
  questions: 7,
  trained: { done: 12, all: 12 },
  keys: 1,
  sealed: { now: 40, before: 0 },
  rules: 5,
  alerts: 2,
  refusals: 9,
  masked: 4,
  exports: 3,
  handled: 80,
  requests: [],
  erasures: 0,
  expired: 12,
  imports: { count: 3, last: now - 40 * day },
  inspections: { count: 0 },
  settled: new Map(['consent', 'workplace', 'machine', 'keys', 'incident', 'end'].map((id) => [id, now - 30 * day])),
  software: { components: 100, unverified: 0, node: '24.21.0' },
  files: { all: 4, open: 0 },
  login: { header: 'x-user', slack: true, teams: false },
  annex: { edition: '全１７条', provisions: 60, verified: true },
};

describe('the readiness report', () => {
  it('tells of each of the 60 provisions once: as a row, or as the organisation’s own with its reason', async () => {
    const { annex } = await loadKnowledge(knowledgeFolder);
    const told = [...inspection.rows.map(({ id }) => id), ...inspection.own.flatMap(({ ids }) => ids)];
    assert.deepEqual(told.toSorted(), annex.provisions.map(({ id }) => id).toSorted());
    assert.equal(told.length, 60);
    assert.ok(inspection.own.every(({ why }) => why.ja.length > 15 && why.en.length > 30));
  });

  it('has a figure or a day of this installation in each piece of evidence', () => {
    for (const name of evidenceNames) {
      if (name === 'consent' || name === 'places') continue;
      const { text } = evidenceOf(name, facts);
      assert.match(text.ja, /[0-9０-９]|x-user|最初|まだ/u, name);
    }
  });

  it('uses each kind of evidence', () => {
    const used = new Set(inspection.rows.flatMap(({ evidence }) => evidence));
    assert.deepEqual(
      evidenceNames.filter((name) => !used.has(name)),
      [],
    );
  });

  it('finds nothing to do where everything is in order', () => {
    const rows = rowsOf(inspection, facts, 'ja', (id) => id);
    assert.deepEqual(
      rows.filter(({ ok }) => !ok),
      [],
    );
  });

  const troubles: readonly (readonly [string, Partial<Facts>, readonly string[]])[] = [
    [
      'a broken chain',
      { log: { ...facts.log, broken: 7 } },
      ['6.1', '6.8.3', '6.8.3.b', '6.8.5', '15.1', '17.1', '17.2'],
    ],
    ['no backup for three days', { lastBackup: now - 3 * day }, ['6.1', '6.8.6', '17.2']],
    ['no rehearsal for 101 days', { lastRehearsal: now - 101 * day }, ['6.8.6', '17.2']],
    ['a place abroad', { places: placesOf(parseConfig({ DATA_REGION: 'us' })) }, ['4.1', '6.3']],
    ['no consent of 甲', { settled: new Map([...facts.settled].filter(([id]) => id !== 'consent')) }, ['6.3']],
    ['nobody to audit', { roles: { ...facts.roles, auditor: 0 } }, ['2.1', '6.8', '6.8.3.a', '8.1', '10.2']],
    ['a page without a login', { login: { slack: true, teams: false } }, ['6.6', '6.8.3', '6.8.3.a']],
    ['a report of which 甲 does not know', { reports: { ...facts.reports, late: 1 } }, ['9.2', '16.1']],
    ['an untrained dispatched worker', { dispatched: { all: 2, open: 1 } }, ['10.1', '10.2']],
    ['a list that nobody took over', { imports: { count: 0 } }, ['9.1']],
    ['a contract for which nobody answers', { orphans: ['契約B'] }, ['6.4', '8.1', '9.1']],
    [
      'one administrator alone',
      { roles: { ...facts.roles, admin: 1 } },
      ['2.1', '6.8', '6.8.3.a', '7.7', '8.1', '10.2'],
    ],
    ['an untrained person', { trained: { done: 11, all: 12 } }, ['11.1']],
    ['a component without a checksum', { software: { components: 100, unverified: 1, node: '24' } }, ['6.7']],
    ['a file that others can read', { files: { all: 4, open: 1 } }, ['6.8.1']],
    [
      'an index that does not fit the text',
      { annex: { ...facts.annex, verified: false } },
      ['1.1', '15.1', '17.2', '17.3'],
    ],
  ];
  for (const [trouble, change, ids] of troubles) {
    it(`says what ${trouble} concerns`, () => {
      const rows = rowsOf(inspection, { ...facts, ...change }, 'en', (id) => id);
      assert.deepEqual(
        rows.filter(({ ok }) => !ok).map(({ id }) => id),
        ids,
      );
    });
  }

  it('says each piece of evidence in both languages, with nothing left to fill in', () => {
    for (const state of [facts, { ...facts, log: { rows: 0, hash: '', archived: 0 }, backups: 0, contracts: [] }]) {
      for (const name of evidenceNames) {
        const { text } = evidenceOf(name, state);
        for (const words of [text.ja, text.en]) assert.doesNotMatch(words, /[{}]|undefined|NaN/u, name);
      }
    }
  });

  it('becomes a document with a line for each row, to be signed', () => {
    const rows = rowsOf(inspection, facts, 'ja', (id) => id);
    const paper = inspectionPaper(inspection, rows, facts, 'ja', (id) => id);
    const table = paper.blocks.find((block) => block.kind === 'table');
    assert.equal(table?.rows.length, inspection.rows.length);
    assert.match(paper.mark ?? '', /^様式案/u);
    assert.equal(paper.blocks.at(-1)?.kind, 'signatures');
  });

  it('is refused where a row names evidence that there is not', () => {
    const [row] = inspection.rows;
    assert.throws(
      () => parseInspection({ rows: [{ ...row, evidence: ['luck'] }], not_concerned: [] }, 'f'),
      TokkiError,
    );
  });
});
