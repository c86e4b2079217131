import assert from 'node:assert/strict';
import { featuresOf } from '../../src/ask/features.ts';
import { createLexicon } from '../../src/ask/lexicon.ts';
import { normalise, stem } from '../../src/ask/text.ts';

const concepts = [
  { id: 'laptop', in: ['device'], ja: ['ノートパソコン', 'ノーパソ'], en: ['laptop', 'notebook pc'] },
  { id: 'device', ja: ['端末'], en: ['device'] },
  { id: 'client', ja: ['県'], en: ['prefecture'] },
  { id: 'far', ja: ['県外'], en: ['other prefecture'] },
];

describe('a text as it is compared', () => {
  it('has one width, one case and one kana', () => {
    assert.equal(normalise('ﾊﾞｯｸｱｯﾌﾟ'), normalise('ばっくあっぷ'));
    assert.equal(normalise('ＵＳＢ'), 'usb');
    assert.equal(normalise('soooo'), normalise('soo'));
    assert.equal(normalise('サーバー'), normalise('サーバ'));
  });

  it('has English words by their stems', () => {
    for (const [one, other] of [
      ['copies', 'copy'],
      ['stopped', 'stop'],
      ['copying', 'copy'],
      ['laptops', 'laptop'],
      ["pref's", 'pref'],
    ] as const) {
      assert.equal(stem(one), stem(other));
    }
    assert.notEqual(stem('pass'), stem('pas'));
  });
});

describe('the lexicon', () => {
  const lexicon = createLexicon(concepts);
  const find = (text: string) => lexicon.find(normalise(text));

  it('finds the same concept in both languages, with the broader ones', () => {
    assert.deepEqual(find('このﾉｰﾊﾟｿ'), ['laptop', 'device']);
    assert.deepEqual(find('my Notebook PCs'), ['laptop', 'device']);
  });

  it('takes the longest word at a place', () => {
    assert.deepEqual(find('県外の拠点'), ['far']);
    assert.deepEqual(find('in another prefecture'), ['client']);
    assert.deepEqual(find('the other prefecture'), ['far']);
  });

  it('finds an English word only as a whole word', () => {
    assert.deepEqual(find('laptopper'), []);
  });

  it('does not go round in circles', () => {
    const circle = createLexicon([
      { id: 'a', in: ['b'], ja: ['あ'], en: [] },
      { id: 'b', in: ['a'], ja: ['い'], en: [] },
    ]);
    assert.deepEqual(circle.find(normalise('あ')), ['a', 'b']);
  });
});

describe('the features of a text', () => {
  const lexicon = createLexicon(concepts);

  it('are the same for the same words in another writing', () => {
    assert.deepEqual(featuresOf('ﾉｰﾊﾟｿ', lexicon), featuresOf('ノーパソ', lexicon));
  });

  it('join English words that stand near each other, whatever their order', () => {
    const near = (text: string) => featuresOf(text, lexicon).filter((feature) => feature.startsWith('q'));
    assert.deepEqual(near('keep the list'), ['qkeep list']);
    assert.deepEqual(near('list we keep'), ['qkeep list']);
  });

  it('know an English word by its letters too, for the sake of typos', () => {
    const letters = (text: string) => featuresOf(text, lexicon).filter((feature) => feature.startsWith('l'));
    const typed = letters('prefacture');
    assert.deepEqual(
      letters('prefecture').filter((four) => typed.includes(four)),
      ['l^pre', 'lpref', 'lctur', 'ltur$'],
    );
  });

  it('tell a question from a story', () => {
    assert.ok(featuresOf('USBなくしたらどうなる？', lexicon).includes('m?'));
    assert.ok(featuresOf('USBなくしました', lexicon).includes('ttold'));
  });
});
