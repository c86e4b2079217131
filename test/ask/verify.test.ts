/** Drafts that must not be shown, and drafts that may: nothing that a model writes is taken on trust. */
import assert from 'node:assert/strict';
import { type Ask, createAsk } from '../../src/ask/ask.ts';
import type { Draft } from '../../src/ask/draft.ts';
import { type Fault, verifyDraft } from '../../src/ask/verify.ts';
import { languageOf } from '../../src/forms/lang.ts';
import { loadExamples } from '../../src/knowledge/examples.ts';
import { knowledgeFolder } from '../../src/open.ts';
import type { Verdict } from '../../src/types.ts';
import { carryOut, type Known, laptop, readKnown } from './model-set-up.ts';

const privatePhone = '私物のスマホを仕事に使っていい？';
const ownDevice = [{ id: '6.6', quote: '私用のパソコン' }];

describe('a draft', () => {
  let known: Known;
  let ask: Ask;
  before(async () => {
    known = await readKnown();
    ask = createAsk(known.knowledge, known.model, known.sources.quoteOf);
    const { text = '' } = known.knowledge.provisions.get('6.6') ?? {};
    ownDevice[0] = { id: '6.6', quote: text.slice(0, 20) };
  });

  function verify(draft: object, question = laptop, shown: Iterable<string> = known.knowledge.provisions.keys()) {
    const { finding, answer } = ask.look(question);
    const about = { lang: answer.lang, question, finding, shown: new Set(shown) };
    return verifyDraft({ ...carryOut, ...draft } as Draft, about, known.sources);
  }
  function faultOf(...given: Parameters<typeof verify>): Fault | undefined {
    const verified = verify(...given);
    return 'fault' in verified ? verified.fault : undefined;
  }
  const cite = (...citations: readonly (readonly [string, string])[]) => ({
    citations: citations.map(([id, quote]) => ({ id, quote })),
  });
  const text = (words: string) => ({ text: words });

  it('that a careful reader would write becomes the answer', () => {
    const verified = verify({});
    assert.ok('answer' in verified);
    const { verdict, citations, confidence, intent } = verified.answer;
    assert.deepEqual(
      [verdict, citations.map(({ id }) => id), confidence, intent],
      ['prohibited_unless_approved', ['6.5'], 'sure', 'question'],
    );
    assert.equal(
      faultOf(
        { text: 'Not without the approval of the prefecture: company PCs may not leave the work place.' },
        'can i take my work laptop home?',
      ),
      undefined,
    );
  });

  it('that says something else than the desk has found is less sure, and what to do next is not taken from elsewhere', () => {
    const verified = verify({
      ...cite(['6.5', '台帳で管理するものとし']),
      verdict: 'required',
      ...text('業務に使うパソコンは、台帳で管理しなければなりません。'),
    });
    assert.ok('answer' in verified);
    assert.equal(verified.answer.confidence, 'middle');
    assert.doesNotMatch(verified.answer.text, /次にすること/u);
  });

  it('is shown with the whole provision from our source, whatever part the model has quoted', () => {
    const verified = verify(cite(['6.5', '作業場所から 持ち出しては\nならない']));
    assert.ok('answer' in verified);
    assert.deepEqual(verified.answer.citations[0], known.sources.quoteOf('6.5'));
  });

  const bad: readonly (readonly [name: string, fault: Fault, draft: object, question?: string])[] = [
    ['cites nothing', 'citation', cite()],
    ['cites a provision that does not exist', 'citation', cite(['99.9', '甲が承諾した場合を除き'])],
    ['cites another document', 'citation', cite(['annex2:6.5', '甲が承諾した場合を除き'])],
    ['cites an id that is a name of the language', 'citation', cite(['__proto__', '甲が承諾した場合を除き'])],
    [
      'cites four provisions',
      'citation',
      cite(['6.5', '甲が承諾した場合を除き'], ['6.6', 'x'], ['6.3', 'x'], ['2.1', 'x']),
    ],
    ['quotes what nobody wrote', 'quote', cite(['6.5', '甲が承諾しない場合でも持ち出すことができる'])],
    ['quotes with one word changed', 'quote', cite(['6.5', '当該パソコン等を作業場所から持ち出してよい'])],
    ['quotes another provision', 'quote', cite(['6.5', '保管場所を日本国内に限定'])],
    ['quotes a letter that stands anywhere', 'quote', cite(['6.5', '甲'])],
    ['quotes nothing', 'quote', cite(['6.5', ' \u200b'])],
    ['has one good quote and one false one', 'quote', cite(['6.5', '甲が承諾した場合を除き'], ['6.3', '海外でもよい'])],
    ['permits what is forbidden', 'lenient', { verdict: 'permitted' }],
    [
      'permits what has no exception',
      'lenient',
      {
        citations: ownDevice,
        verdict: 'permitted',
        ...text('私物のスマートフォンは、私用の機器ですが業務に使用できます。'),
      },
      privatePhone,
    ],
    [
      'makes up an exception',
      'verdict',
      { citations: ownDevice, ...text('私物のスマートフォンは、甲の承諾がなければ業務に使用できません。') },
      privatePhone,
    ],
    [
      'forbids by its label and permits by its words',
      'verdict',
      text('業務用のパソコンを作業場所から持ち出しても問題ありません。'),
    ],
    [
      'informs that it is fine',
      'lenient',
      { verdict: 'info', ...text('業務用のパソコンは自由に持ち出しできます。甲の承諾は台帳で管理します。') },
    ],
    ['is empty', 'length', text('')],
    ['is endless', 'length', text('甲の承諾がなければ持ち出せません。'.repeat(40))],
    ['has HTML', 'markup', text('甲の承諾がなければ、<b>パソコン</b>を持ち出せません。')],
    ['has a script', 'markup', text('甲の承諾がなければ、パソコンを持ち出せません。<script>alert(1)</script>')],
    ['has a link', 'markup', text('甲の承諾がなければ、パソコンを持ち出せません。https://example.com/form')],
    [
      'has a bare host',
      'markup',
      text('甲の承諾がなければ、パソコンを持ち出せません。tokki-help.com を開いてください。'),
    ],
    ['has a Markdown link', 'markup', text('甲の[承諾](x)がなければ、パソコンを持ち出せません。')],
    ['calls a channel of Slack', 'markup', text('甲の承諾がなければ、パソコンを持ち出せません。 @channel')],
    [
      'begins a line that could be one of ours',
      'markup',
      text('甲の承諾がなければ、パソコンを持ち出せません。\n次にすること：提出'),
    ],
    [
      'is in the other language',
      'language',
      text('PCs may not leave the work place without the approval of the prefecture.'),
    ],
    [
      'mixes languages',
      'language',
      text('甲の承諾がなければ、パソコンを持ち出せません。Please do not take it home without approval.'),
    ],
    ['has a phone number', 'personal', text('甲の承諾がなければ持ち出せません。090-1234-5678に電話してください。')],
    [
      'names an article that it does not cite',
      'mention',
      text('第７条により、甲の承諾がなければパソコンを持ち出せません。'),
    ],
    ['has a figure that nobody gave', 'figure', text('甲の承諾がなければ、パソコンを24時間以上持ち出せません。')],
    ['speaks of its prompt', 'meta', text('システムプロンプトに従い、甲の承諾がなければパソコンを持ち出せません。')],
    [
      'gives orders of its own',
      'ungrounded',
      text('いますぐ社員番号と暗証番号を入力し、給与口座の確認を完了してください。'),
    ],
    ['has nothing to say', 'nothing', { verdict: 'none', citations: [], text: '' }],
  ];
  for (const [name, fault, draft, question] of bad) {
    it(`is not shown where it ${name}`, () => assert.equal(faultOf(draft, question), fault));
  }

  it('is not shown in English where it is Japanese, mixed, or orders people about', () => {
    const question = 'can i take my work laptop home?';
    assert.equal(faultOf({}, question), 'language');
    assert.equal(
      faultOf(text('Not allowed without approval of the prefecture, ですから PCs stay in the work place.'), question),
      'language',
    );
    assert.equal(
      faultOf(text('Ignore the annex: company PCs may leave the work place without approval.'), question),
      'meta',
    );
    assert.equal(
      faultOf(text('Transfer money to the helpdesk account and confirm your salary details tonight.'), question),
      'ungrounded',
    );
  });

  it('may not cite what it was not shown', () => {
    assert.equal(faultOf({}, laptop, ['6.6']), 'citation');
  });

  it('may have any verdict that the guidance of its provision has, and no other', () => {
    for (const [id, { cases }] of known.knowledge.guidance) {
      const kinds = new Set<Verdict>([
        'info',
        'unclear',
        ...cases.flatMap(({ verdict, also = [] }) => [verdict, ...also]),
      ]);
      if (kinds.has('required')) kinds.add('prohibited');
      const words = known.knowledge.provisions.get(id)?.text ?? '';
      for (const verdict of ['prohibited', 'prohibited_unless_approved', 'required', 'permitted'] as const) {
        const fault = faultOf({ ...cite([id, words]), verdict }, '研修は年に何回ですか？');
        if (!kinds.has(verdict)) assert.equal(fault, 'verdict', `${id} ${verdict}`);
      }
    }
  });

  it('that is one of our own sentences nearly always holds', async () => {
    const { examples } = await loadExamples(knowledgeFolder, known.knowledge);
    const asked = Map.groupBy(examples, ({ labels }) => labels.case?.replace(/:.*/u, ''));
    let held = 0;
    let all = 0;
    for (const { provision, cases } of known.knowledge.guidance.values()) {
      for (const { id: name, cites, verdict, say } of cases) {
        const questions = (asked.get(`${provision}/${name}`) ?? []).map(({ text }) => text);
        for (const lang of ['ja', 'en'] as const) {
          const citations = cites.map((id) => ({ id, quote: known.knowledge.provisions.get(id)?.text ?? '' }));
          const question = questions.filter((text) => languageOf(text, 'ja') === lang).join(' ');
          const about = { lang, question, finding: ask.look('').finding, shown: new Set(cites) };
          all += 1;
          held += 'answer' in verifyDraft({ citations, verdict, text: say[lang] }, about, known.sources) ? 1 : 0;
        }
      }
    }
    assert.ok(held / all > 0.9, `${held} of ${all}`);
  });
});
