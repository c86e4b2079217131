import { learn } from '../ask/learn.ts';
import { loadExamples } from '../knowledge/examples.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { inputsOf, writeModel } from '../knowledge/model-file.ts';
import { writeIndex } from '../knowledge/write-index.ts';
import { knowledgeFolder } from '../open.ts';
import { print, readArgs } from './args.ts';

/** `tokki index`: writes provisions.json of each document and the ranking model anew. */
export async function index(args: readonly string[]): Promise<number> {
  readArgs('index', args, {});
  for (const { file, provisions, changed } of await writeIndex(knowledgeFolder)) {
    await print(`${file}: ${provisions} provisions${changed ? ', written' : ', unchanged'}`);
  }
  const knowledge = await loadKnowledge(knowledgeFolder);
  await print('learning from the examples; this takes some minutes …');
  const { examples, problems } = await loadExamples(knowledgeFolder, knowledge);
  const weights = learn(knowledge.lexicon, examples, inputsOf(knowledge, examples));
  await writeModel(knowledgeFolder, weights);
  await print(`knowledge/model.bin: ${weights.hashes.length} features, ${weights.values.length} weights`);
  const wrong = [...knowledge.problems, ...problems];
  for (const { file, finding } of wrong) await print(`${file}: ${finding}`);
  return wrong.length > 0 ? 1 : 0;
}
