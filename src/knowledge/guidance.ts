/** Reads what people have written about the provisions. */
import { citationIn } from './document.ts';
import { placeOf, sha256 } from './read.ts';
import { guidanceSchema } from './schemas.ts';
import type { Case, Guidance, Problem, Provision } from './types.ts';
import { loadEach, type YamlReader } from './yaml.ts';

interface Written {
  readonly file: string;
  readonly guidance: Guidance;
}

/** As many characters of a hash as guidance names. */
const hashLength = 12;

/**
 * Guidance that leads nowhere is left out: an answer without its provision must not be given. Neither must one that was
 * written for another wording, so a case that cites a provision whose text has changed is left out too.
 */
export async function loadGuidance(
  folder: string,
  yaml: YamlReader,
  known: ReadonlyMap<string, Provision>,
  documents: readonly string[],
  problems: Problem[],
): Promise<ReadonlyMap<string, Guidance>> {
  const written = await readAll(folder, yaml, documents);
  const changed = new Set(
    written.filter(({ guidance }) => hasChanged(guidance, known)).map((one) => one.guidance.provision),
  );
  const all = new Map<string, Guidance>();
  for (const { file, guidance } of written) {
    const { provision } = guidance;
    const found = (rule: Problem['rule'], finding: string, advice: string) =>
      problems.push({ rule, file, finding, advice });
    const text = known.get(provision)?.text;
    if (text === undefined) {
      const advice = 'Name a provision of the document (`npm run tokki -- parse` lists them), or remove the file.';
      found('provision', `there is no provision ${provision}`, advice);
    } else if (all.has(provision)) {
      found('provision', `provision ${provision} has guidance already`, 'Put both into one file.');
    } else {
      if (changed.has(provision)) {
        const advice = `Read the provision, correct the cases, then set \`hash: ${hashOf(text)}\` and run \`npm run index\`.`;
        found('changed', `provision ${provision} has another text now; its guidance is not used`, advice);
      }
      const cases = guidance.cases.filter((one) => {
        const why = reasonAgainst(one, known, changed);
        if (why && !changed.has(provision))
          found(why.rule, `case ${one.id} ${why.finding}; the case is not used`, why.advice);
        return !why;
      });
      const lost = guidance.beside?.filter((id) => !known.has(id)) ?? [];
      if (lost.length > 0)
        found('beside', `may stand beside ${lost.join(', ')}, which does not exist`, 'Correct `beside`.');
      if (cases.length > 0) all.set(provision, { ...withBeside(guidance, known, changed), cases });
      else if (!changed.has(provision))
        found('empty', `provision ${provision} has no case to answer with`, 'Add a case.');
    }
  }
  return all;
}

async function readAll(folder: string, yaml: YamlReader, documents: readonly string[]): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const document of documents) {
    const place = placeOf(folder, 'guidance', document);
    for (const [name, guidance] of await loadEach(place, (one) => yaml.read(one, guidanceSchema))) {
      const provision = citationIn(document, guidance.provision);
      const beside = guidance.beside?.map((id) => citationIn(document, id));
      written.push({
        file: `${place.shown}/${name}.yaml`,
        guidance: { ...guidance, provision, ...(beside && { beside }) },
      });
    }
  }
  return written;
}

/** With those alone that may be cited: nothing was written for the new text of a provision that has changed. */
function withBeside(
  { beside, ...guidance }: Guidance,
  known: ReadonlyMap<string, Provision>,
  changed: ReadonlySet<string>,
): Guidance {
  const left = beside?.filter((id) => known.has(id) && !changed.has(id)) ?? [];
  return left.length > 0 ? { ...guidance, beside: left } : guidance;
}

function hashOf(text: string): string {
  return sha256(text).slice(0, hashLength);
}

function hasChanged({ provision, hash }: Guidance, known: ReadonlyMap<string, Provision>): boolean {
  const text = known.get(provision)?.text;
  return hash !== undefined && text !== undefined && hash !== hashOf(text);
}

/** Why a case must not answer; nothing where it may. */
function reasonAgainst(
  { cites }: Case,
  known: ReadonlyMap<string, Provision>,
  changed: ReadonlySet<string>,
): Pick<Problem, 'rule' | 'finding' | 'advice'> | undefined {
  const unknown = cites.filter((id) => !known.has(id));
  if (unknown.length > 0)
    return { rule: 'cites', finding: `cites ${unknown.join(', ')}, which does not exist`, advice: 'Correct `cites`.' };
  const other = cites.filter((id) => changed.has(id));
  if (other.length === 0) return undefined;
  const finding = `cites ${other.join(', ')}, which has another text now`;
  return { rule: 'changed', finding, advice: 'Review the case together with the guidance of that provision.' };
}
