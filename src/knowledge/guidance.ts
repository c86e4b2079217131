/** Reads what people have written about the provisions. */
import { citationIn } from './document.ts';
import { placeOf } from './read.ts';
import { guidanceSchema } from './schemas.ts';
import type { Guidance, Problem } from './types.ts';
import { loadEach, type YamlReader } from './yaml.ts';

/** Guidance that leads nowhere is left out: an answer without its provision must not be given. */
export async function loadGuidance(
  folder: string,
  yaml: YamlReader,
  known: ReadonlySet<string>,
  documents: readonly string[],
  problems: Problem[],
): Promise<ReadonlyMap<string, Guidance>> {
  const all = new Map<string, Guidance>();
  for (const document of documents) {
    const files = await loadEach(placeOf(folder, 'guidance', document), (place) => yaml.read(place, guidanceSchema));
    for (const [name, guidance] of files) {
      const file = placeOf(folder, 'guidance', document, `${name}.yaml`).shown;
      const provision = citationIn(document, guidance.provision);
      const found = checkGuidance({ ...guidance, provision }, file, known, all);
      problems.push(...found.problems);
      if (found.guidance) all.set(provision, found.guidance);
    }
  }
  return all;
}

/** The guidance without the cases that cite nothing, or none at all; and what was found. */
function checkGuidance(
  guidance: Guidance,
  file: string,
  known: ReadonlySet<string>,
  before: ReadonlyMap<string, Guidance>,
): { guidance?: Guidance; problems: readonly Problem[] } {
  const { provision } = guidance;
  const problem = (rule: Problem['rule'], finding: string, advice: string): Problem => ({
    rule,
    file,
    finding,
    advice,
  });
  if (!known.has(provision)) {
    const advice = 'Name a provision of the document (`npm run tokki -- parse` lists them), or remove the file.';
    return { problems: [problem('provision', `there is no provision ${provision}`, advice)] };
  }
  if (before.has(provision)) {
    return {
      problems: [problem('provision', `provision ${provision} has guidance already`, 'Put both into one file.')],
    };
  }
  const cases = guidance.cases.filter(({ cites }) => cites.every((id) => known.has(id)));
  const problems = guidance.cases
    .filter((one) => !cases.includes(one))
    .map(({ id, cites }) => {
      const unknown = cites.filter((cite) => !known.has(cite)).join(', ');
      return problem(
        'cites',
        `case ${id} cites ${unknown}, which does not exist; the case is not used`,
        'Correct `cites`.',
      );
    });
  if (cases.length > 0) return { guidance: { ...guidance, cases }, problems };
  return {
    problems: [...problems, problem('empty', `provision ${provision} has no case to answer with`, 'Add a case.')],
  };
}
