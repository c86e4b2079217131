import assert from 'node:assert/strict';
import { extract } from '../../src/forms/extract.ts';
import { incidentForm } from '../incident/talk.ts';
import { night } from './samples.ts';

const form = incidentForm();

function told(text: string, known = {}): Readonly<Record<string, unknown>> {
  const answers = extract(form, text, night, known);
  return Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
}

function tells(text: string, expected: Readonly<Record<string, unknown>>): void {
  it(text, () => {
    const found = told(text);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((id) => [id, found[id]])), expected);
  });
}

describe('what a story tells', () => {
  tells('USBを電車でなくしました…', {
    kind: 'lost',
    place: 'transit',
    medium: ['usb'],
    cause: 'lost',
    site: undefined,
  });
  tells('申請者の氏名と電話番号、300人分くらい入ってました', {
    kind: undefined,
    info: 'personal',
    items: ['name', 'phone'],
    persons: 300,
  });
  tells('今朝8時ごろ、JR神戸線の明石〜三ノ宮の間です', {
    occurred: '2026-11-22T08:00',
    found: undefined,
    place: 'transit',
    site: 'JR神戸線の明石~三ノ宮の間',
  });
  tells('ポケットから落ちたみたいです。暗号化はしてません', { kind: undefined, encrypted: 'no', cause: 'lost' });
  tells('駅の忘れ物センターには電話しました', { done: ['searched'], notified: ['carrier'], site: undefined });
  tells('i sent the resident list to the wrong company', {
    kind: 'missent',
    documents: ['list'],
    seen: 'organisation',
    actor: 'own',
  });
  tells('about 120 ppl, names and addresses', { persons: 120, items: ['name', 'address'], records: undefined });
  tells('ok. it was an email, sent from the kobe office at 10:15', {
    medium: ['mail'],
    place: 'workplace',
    site: 'kobe office',
    occurred: '2026-11-22T10:15',
  });
  tells('file server got encrypted by ransomware this morning', {
    kind: 'malware',
    place: 'system',
    encrypted: undefined,
    occurred: '2026-11-22T08:00',
  });
  tells('lol ok. all the pref project folders, maybe 2000 records', {
    documents: ['folder'],
    records: 2000,
    persons: undefined,
  });
  tells('a bag with our forms was stolen in a cafe', {
    kind: 'paper',
    place: 'other',
    cause: 'theft',
    medium: ['paper'],
  });
  tells('約80人分の申請書です', { persons: 80, documents: ['application'] });
  tells('梅田のカフェ、昨日の18時ごろ', { site: '梅田のカフェ', place: 'other', occurred: '2026-11-21T18:00' });
  tells('県の案件フォルダ全部、2000件くらい', { documents: ['folder'], records: 2000 });
  tells('誤って添付ファイルを別の業者に送りました。報告したい', {
    kind: 'missent',
    medium: ['mail'],
    seen: 'organisation',
    done: undefined,
  });
  tells('今日の14時、東京の事務所から', { occurred: '2026-11-22T14:00', place: 'workplace', site: '東京の事務所' });
  tells('300人分くらい。今日の23時50分ごろ事務所から', { occurred: undefined, site: undefined, persons: 300 });
  tells('先日梅田のカフェで', { occurred: undefined, site: '梅田のカフェ' });
  tells('四日市駅で', { occurred: undefined, site: '四日市駅' });
  tells('今宮駅で', { occurred: undefined, site: '今宮駅' });
  tells('共有サーバーのファイル全部開かなくなって英語の脅迫文が出てる', { kind: 'malware', place: 'system' });
  tells('FAXの番号打ち間違えたみたいで、知らない会社から電話きた', { kind: 'missent', cause: 'missent' });
  tells('先月の申請書の束、普通のごみで回収されてたっぽい', { kind: 'paper', cause: 'disposal' });
  tells('クラウドのリンクが「全員に公開」になってた！', { kind: 'published', seen: 'public', cause: 'setting' });
  tells('s3 bucket with the applicants data was public since tuesday, i closed it now', {
    kind: 'published',
    ongoing: 'no',
    done: ['takedown'],
  });
  tells('my bag got stolen from the car last night, project laptop inside', {
    kind: 'lost',
    cause: 'theft',
    medium: ['pc'],
    place: 'transit',
  });
  tells('退職した人が名簿のデータを持ち出したようです', { kind: 'insider' });
  tells('知らない海外からログインされてました', { kind: 'intrusion' });
  tells('コーヒーをこぼしてPCが壊れました', { kind: 'damaged', medium: ['pc'] });

  it('the time of noticing and the time of happening are told apart', () => {
    const ja = told('昨日15時にメールを送って、今朝気づきました');
    assert.deepEqual([ja.occurred, ja.found], ['2026-11-21T15:00', '2026-11-22T08:00']);
    const en = told('sent it yesterday 3pm, noticed this morning');
    assert.deepEqual([en.occurred, en.found], ['2026-11-21T15:00', '2026-11-22T08:00']);
  });

  it('a time of the waking day is no part of the name of a place', () => {
    const found = extract(form, '300人分くらい。今朝9時ごろ事務所から', Date.UTC(2026, 10, 22, 16, 43));
    assert.deepEqual([found.site?.value, found.occurred?.value], [undefined, '2026-11-22T09:00']);
  });

  it('is marked as not confirmed', () => {
    for (const answer of Object.values(extract(form, '300人分の氏名と生年月日', night)))
      assert.equal(answer.assumed, true);
  });

  it('does not answer a question that an earlier answer has ruled out', () => {
    assert.equal(told('300人分です', { info: { value: 'confidential' } }).persons, undefined);
  });

  it('does not take 今 in a sentence for the time of the incident', () => {
    assert.deepEqual(told('今は止まっています'), { ongoing: 'no' });
  });

  it('is nothing where nothing is told', () => {
    for (const text of ['', 'はい', 'whats the weather tmrw', '明日の天気は？', '😱']) {
      assert.deepEqual(told(text), {}, text);
    }
  });
});
