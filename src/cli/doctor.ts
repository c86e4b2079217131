import { type Config, readConfig } from '../config.ts';
import { slackOptions } from '../config-slack.ts';
import { tokkiError } from '../errors.ts';
import { loadExamples } from '../knowledge/examples.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { inputsOf, readModel } from '../knowledge/model-file.ts';
import { codeOf } from '../log.ts';
import { knowledgeFolder, openStore } from '../open.ts';
import { endpointOf } from '../open-llm.ts';
import { withScope } from '../rights.ts';
import type { Store } from '../store/store.ts';
import { print, readArgs, table } from './args.ts';
import { checkClock, checkJobs, checkRedis, checkStorage } from './doctor-instance.ts';
import { checkKeeping, checkTransport } from './doctor-keeping.ts';
import { checkReach } from './doctor-reach.ts';
import { checkTeams } from './doctor-teams.ts';
import { type Finding, good } from './finding.ts';

/** `tokki doctor [--json]`: exit code 1 where something is to be done. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = readArgs('doctor', args, { json: { type: 'boolean' } });
  const config = readConfig();
  const findings = [
    ...(await guarded('knowledge', checkKnowledge)),
    ...(await guarded('language-model', async () => [checkLlm(config)])),
    ...(await guarded('store', () => checkStore(config))),
    ...checkTransport(config),
    ...(await guarded('slack', () => checkSlack(config))),
    ...checkTeams(config),
    ...(await guarded('storage', () => checkStorage(config))),
    ...(await guarded('redis', () => checkRedis(config))),
  ];
  const rows = findings.map(({ rule, finding, advice }) => [rule, finding, advice || 'ok']);
  await print(values.json ? JSON.stringify(findings, null, 2) : table([['rule', 'finding', 'advice'], ...rows]));
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

async function checkSlack(config: Config): Promise<readonly Finding[]> {
  const options = slackOptions(config);
  if (!options) return [];
  const slack = await import('../../adapters/slack/check.ts');
  return slack.checkSlack(options);
}

/** A check that cannot be made is a finding itself. */
async function guarded(rule: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    const known = tokkiError(error);
    return [{ rule, finding: known?.message ?? codeOf(error), advice: known?.advice ?? 'See the log.' }];
  }
}

async function checkKnowledge(): Promise<readonly Finding[]> {
  const knowledge = await loadKnowledge(knowledgeFolder);
  const weights = await readModel(knowledgeFolder);
  const { examples, problems: unused } = await loadExamples(knowledgeFolder, knowledge);
  const { provisions, guidance } = knowledge;
  const problems = [...knowledge.problems, ...unused];
  const stale = weights.inputs !== inputsOf(knowledge, examples);
  return [
    good('knowledge', `${provisions.size} provisions, ${guidance.size} with guidance`),
    stale
      ? { rule: 'model', finding: 'knowledge/model.bin was made from other examples', advice: 'Run `npm run index`.' }
      : good('model', `${weights.hashes.length} features`),
    ...problems.map(({ rule, file, finding, advice }) => ({ rule, finding: `${file} ${finding}`, advice })),
  ];
}

function checkLlm(config: Config): Finding {
  const endpoint = endpointOf(config);
  if (!endpoint) return good('language-model', 'none: all answers are local');
  const { baseURL, model, region } = endpoint;
  const accepted = region === config.OPENAI_ACCEPT_REGION ? ', accepted by OPENAI_ACCEPT_REGION' : '';
  return good('language-model', `${model} at ${new URL(baseURL).host}, region ${region}${accepted}`);
}

async function checkStore(config: Config): Promise<readonly Finding[]> {
  const { store } = await openStore(config);
  try {
    await store.check();
    const keeping = await checkKeeping(config, store, Date.now());
    return [
      ...(await checkPeople(store)),
      ...(await checkReach(config, store)),
      ...(await checkJobs(store, Date.now())),
      await checkClock(store, Date.now),
      ...(await checkLog(store)),
      checkKeys(config),
      ...keeping,
    ];
  } finally {
    await store.close();
  }
}

export async function checkPeople(store: Pick<Store, 'people'>): Promise<readonly Finding[]> {
  const people = await store.people();
  const responsible = withScope(people, 'report.manage', 'contract');
  const answering = new Set(responsible.flatMap(({ contracts }) => contracts));
  const orphans = new Set(people.flatMap(({ contracts }) => contracts).filter((contract) => !answering.has(contract)));
  const counted = good('people', `${people.length} people, ${responsible.length} responsible`);
  if (people.length === 0)
    return [{ rule: 'people', finding: 'nobody is known', advice: 'Run `npm run tokki -- people import people.csv`.' }];
  const advice = 'Give each contract a responsible person (Art. 9) in people.csv; until then admins get the alerts.';
  const admins = withScope(people, 'report.manage', 'all');
  const lone = 'Name an administrator in people.csv: a report whose contract is not known would alert nobody.';
  return [
    counted,
    ...(orphans.size > 0 ? [{ rule: 'responsible', finding: `none for ${[...orphans].join(', ')}`, advice }] : []),
    ...(admins.length === 0 ? [{ rule: 'administrators', finding: 'none', advice: lone }] : []),
  ];
}

async function checkLog(store: Store): Promise<readonly Finding[]> {
  const { rows, broken } = await store.verifyLog();
  if (broken === undefined) return [good('access-log', `${rows} rows, chain whole`)];
  const advice =
    'The access log was changed outside Tokki: keep a copy of the database and tell the responsible person.';
  return [{ rule: 'access-log', finding: `row ${broken} is the first that is not as it was written`, advice }];
}

function checkKeys({ TOKKI_KEYS, DATA_DIR, DATABASE_URL }: Config): Finding {
  if (TOKKI_KEYS) return good('keys', 'from TOKKI_KEYS');
  const finding = `the key stands beside the data (${DATA_DIR}/keys)`;
  if (DATABASE_URL)
    return {
      rule: 'keys',
      finding: `${finding}, where no other instance has it`,
      advice: 'Set TOKKI_KEYS to its content on every instance.',
    };
  const advice = 'Keep a copy elsewhere; in production set TOKKI_KEYS from a secret store.';
  return { rule: 'keys', finding, advice, ok: true };
}
