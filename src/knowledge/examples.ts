/** Reads knowledge/examples: what the ranking learns from. Only `npm run index` and `doctor` need it. */
import { citationIn } from './document.ts';
import { placeOf } from './read.ts';
import { caseExamplesSchema, intentExamplesSchema } from './schemas.ts';
import type { Case, Example, Knowledge, Problem } from './types.ts';
import { createYamlReader, loadEach } from './yaml.ts';

export interface Examples {
  readonly examples: readonly Example[];
  /** Examples that lead nowhere; they are left out. */
  readonly problems: readonly Problem[];
}

/**
 * The examples of the folder, with what guidance says by itself: its words, titles and sentences.
 * @throws TokkiError `knowledge`
 */
export async function loadExamples(folder: string, knowledge: Knowledge): Promise<Examples> {
  const yaml = await createYamlReader();
  const intents = await loadEach(placeOf(folder, 'examples'), (place) => yaml.read(place, intentExamplesSchema));
  const found: Examples[] = [
    { examples: fromGuidance(knowledge), problems: [] },
    { examples: [...intents.values()].flat().flatMap(ofIntent), problems: [] },
  ];
  for (const document of knowledge.documents.keys()) {
    const place = placeOf(folder, 'examples', document);
    const files = await loadEach(place, (one) => yaml.read(one, caseExamplesSchema));
    for (const [name, groups] of files) {
      const file = `${place.shown}/${name}.yaml`;
      found.push(...groups.map((group) => ofCase(group, citationIn(document, name), file, knowledge)));
    }
  }
  return {
    examples: found.flatMap(({ examples }) => examples),
    problems: found.flatMap(({ problems }) => problems),
  };
}

interface Texts {
  readonly scene?: 'true';
  readonly ja: readonly string[];
  readonly en: readonly string[];
}

function examplesOf({ scene, ja, en }: Texts, labels: Example['labels']) {
  return [...ja, ...en].map((text): Example => ({ text, scene: scene !== undefined, labels }));
}

function ofIntent({ intent, ...texts }: Texts & { readonly intent: string }): readonly Example[] {
  const [name = intent] = intent.split('/');
  return examplesOf(texts, { intent: name, ...(name !== intent && { kind: intent }) });
}

/** What answers a group of questions: a case under its verdict or another one, and the verdicts that would also do. */
interface Answered extends Texts {
  readonly case: string;
  readonly verdict?: string;
  readonly also?: readonly string[];
}

function ofCase(
  { case: id, verdict, also = [], ...texts }: Answered,
  provision: string,
  file: string,
  { guidance }: Knowledge,
): Examples {
  const cases = guidance.get(provision)?.cases ?? [];
  const known = cases.find((one) => one.id === id);
  const under = verdict ?? known?.verdict;
  if (known && under && verdictsOf(known).includes(under)) {
    const labels = { intent: 'question', provision, case: caseLabel(provision, id, under), verdict: under };
    const asRight = cases.flatMap((one) => {
      const isCited = one.cites.includes(provision) && one.cites.every((cited) => known.cites.includes(cited));
      const verdicts = verdictsOf(one).filter((each) => each === under || also.includes(each));
      return isCited ? verdicts.map((each) => caseLabel(provision, one.id, each)) : [];
    });
    const others = { case: asRight.filter((label) => label !== labels.case), verdict: also };
    return { examples: examplesOf(texts, labels).map((one) => ({ ...one, also: others })), problems: [] };
  }
  const finding = known ? `case ${id} cannot stand under ${under}` : `provision ${provision} has no case ${id}`;
  return {
    examples: [],
    problems: [{ rule: 'examples', file, finding, advice: 'Correct the examples or the guidance.' }],
  };
}

function verdictsOf({ verdict, also = [] }: Case): readonly string[] {
  return [verdict, ...also];
}

/** `6.5/carry-out:prohibited` */
function caseLabel(provision: string, id: string, verdict: string): string {
  return `${provision}/${id}:${verdict}`;
}

function fromGuidance({ guidance }: Knowledge): readonly Example[] {
  return [...guidance.values()].flatMap(({ provision, title, english, words, cases }) => [
    ...examplesOf(words, { provision }),
    ...examplesOf({ ja: [title.ja], en: [title.en, english] }, { provision }),
    ...cases.flatMap(({ id, verdict, say }) =>
      examplesOf({ ja: [say.ja], en: [say.en] }, { provision, case: caseLabel(provision, id, verdict) }),
    ),
  ]);
}
