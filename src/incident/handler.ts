/**
 * The incident desk: takes the report of Art. 16 step by step, files it, and shows filed reports. Pure: it decides, the
 * Bot commits and sends.
 */
import { next } from '../forms/engine.ts';
import type { Form } from '../forms/form.ts';
import { languageOf } from '../forms/lang.ts';
import { clean, hasWords } from '../forms/text.ts';
import { mayEver } from '../rights.ts';
import { problems } from '../strings/common.ts';
import { incident as words } from '../strings/incident.ts';
import { filled } from '../strings/say.ts';
import type {
  Desk,
  Handler,
  Lang,
  OpenedForm,
  OpenForm,
  Outcome,
  Paper,
  Person,
  Reply,
  Section,
  Text,
  TextFile,
  Timer,
  TimerHandler,
  Turn,
} from '../types.ts';
import { isIncidentChoice, readChoice } from './acts.ts';
import { cancelQuestion, question } from './ask.ts';
import { csvOf } from './case/csv.ts';
import { caseFile, caseForm, checkCase, isCaseChoice, presentPaper } from './case/doors.ts';
import { timersOf, type WholeCase } from './case/exchange.ts';
import { ringIncident } from './case/timers.ts';
import { checkFields, formView } from './fill.ts';
import { isAnswer } from './hear.ts';
import { homeSections } from './home.ts';
import { begin, type Opening, resume, tell } from './listen.ts';
import { perform } from './perform.ts';
import { formFor, type IncidentDeps, notice, openOf, outcome, type Scene, sceneOf } from './scene.ts';
import { isAgreement, isConsent, readCommand, readSteering } from './steering.ts';

export type { IncidentDeps } from './scene.ts';

export interface IncidentHandler {
  /** Takes what belongs to the incident desk: its buttons and commands, and what is said to its open report. */
  readonly handle: Handler;
  /**
   * Opens a report, because somebody asks for it or because a text tells of an incident: says what to do now and asks
   * the first question that the text does not answer.
   */
  readonly start: (turn: Turn, desk: Desk, opening: Opening) => Promise<Outcome>;
  /** True for a button or command of the incident desk, whatever is open. */
  readonly takesCommand: (turn: Turn) => boolean;
  /** True where the message can be said to the open report; false where it is a question, or where no report waits. */
  readonly takesAnswer: (turn: Turn) => boolean;
  /** The question that waits, to be repeated after a side question; undefined where no report waits for an answer. */
  readonly pending: (turn: Turn, lang?: Lang) => Reply | undefined;
  /** The form that the Turn's button opens: one of a case, or the open report; undefined where there is none any more. */
  readonly form: (turn: Turn, desk: Desk) => Promise<OpenedForm>;
  /** What is wrong with the fields of a filled form, by input id. */
  readonly check: (turn: Turn, desk: Desk) => Promise<Readonly<Record<string, string>>>;
  /** The document that a FileLink stands for; undefined where there is none, or the person may not have it. */
  readonly file: (id: string, person: Person | undefined, desk: Desk) => Promise<Paper | TextFile | undefined>;
  readonly onTimer: TimerHandler;
  /** The written report on a case as it stands now. */
  readonly paper: (number: string, desk: Desk, now: number) => Promise<Paper | undefined>;
  /** Cases as a table for Excel. */
  readonly csv: (cases: readonly WholeCase[]) => string;
  /** What falls due for a case that was imported. */
  readonly timers: (one: WholeCase) => readonly Timer[];
  /** This room's part of the person's overview. */
  readonly home: (turn: Turn, desk: Desk) => Promise<readonly Section[]>;
}

/** Longer messages are answered with the wish for something shorter. */
const longest = 1500;

export function createIncidentHandler(deps: IncidentDeps): IncidentHandler {
  const sceneFor = (turn: Turn, desk: Desk) => sceneOf(deps, turn, desk, languageFor(deps, turn));
  const waiting = (turn: Turn) => {
    const open = openOf(deps, turn);
    return open?.paused ? undefined : open;
  };
  const fillScene = (turn: Turn) => ({ turn, form: formFor(deps.form, turn.person), lang: turn.conversation.lang });
  const checkOpen = (turn: Turn, open: OpenForm | undefined) =>
    open ? checkFields(fillScene(turn), open, turn.message.choice?.fields ?? {}) : {};
  return {
    handle: (turn, desk) => handle(sceneFor(turn, desk)),
    start: async (turn, desk, opening) => {
      const scene = settled(sceneFor(turn, desk));
      if (!turn.message.private) return outcome(scene, scene.open, [notice(scene, words.privateOnly)]);
      const problem = tooLong(opening.text ?? '');
      if (!problem) return begin(scene, opening);
      return scene.open
        ? outcome(scene, scene.open, refusal(scene, problem, scene.open))
        : begin(scene, opening.kind === undefined ? {} : { kind: opening.kind }, [problem[scene.lang]]);
    },
    takesCommand: (turn) => {
      const { choice, text = '' } = turn.message;
      if (choice) return isIncidentChoice(choice);
      const resumes = openOf(deps, turn)?.paused && readSteering(clean(text))?.act?.do === 'resume';
      return (
        resumes ||
        readCommand(clean(text), commandContext(formFor(deps.form, turn.person), turn, waiting(turn))) !== undefined
      );
    },
    takesAnswer: (turn) => {
      const open = waiting(turn);
      const { choice, text = '' } = turn.message;
      if (!open || choice) return choice !== undefined && isIncidentChoice(choice);
      return (
        readSteering(clean(text)) !== undefined ||
        isAnswer(formFor(deps.form, turn.person), open, clean(text), turn.message.at)
      );
    },
    pending: (turn, lang = languageFor(deps, turn)) => {
      const open = waiting(turn);
      if (!open) return undefined;
      return open.confirming
        ? cancelQuestion(lang, open)
        : question({ deps, turn, form: formFor(deps.form, turn.person), lang }, open);
    },
    async form(turn, desk) {
      if (isCaseChoice(turn)) return caseForm(sceneOf(deps, turn, desk, turn.conversation.lang));
      const open = openOf(deps, turn);
      return { ...(open && { form: formView(fillScene(turn), open) }), access: [] };
    },
    async check(turn, desk) {
      const { lang } = turn.conversation;
      const problems = isCaseChoice(turn)
        ? await checkCase(sceneOf(deps, turn, desk, lang))
        : checkOpen(turn, openOf(deps, turn));
      return Object.fromEntries(Object.entries(problems).map(([id, problem]) => [id, problem[lang]]));
    },
    file: (id, person, desk) => caseFile(deps, id, person, desk),
    onTimer: (timer, desk, now) => ringIncident(deps, timer, desk, now),
    paper: (number, desk, now) => presentPaper(deps, number, desk, now),
    csv: (cases) => csvOf(deps, cases),
    timers: (one) => timersOf(deps, one),
    home: (turn, desk) => homeSections(sceneOf(deps, turn, desk, turn.conversation.lang)),
  };
}

async function handle(asked: Scene): Promise<Outcome> {
  const scene = settled(asked);
  const { open, turn, form } = scene;
  const { choice, private: isPrivate } = turn.message;
  const text = clean(turn.message.text ?? '');
  const act = choice ? readChoice(choice, open) : readCommand(text, commandContext(form, turn, open));
  const isReading = act?.do === 'report' || act?.do === 'reports' || act?.do === 'table' || act?.do === 'case';
  if (!isPrivate)
    return outcome(scene, asked.open, [notice(scene, isReading ? words.privateReports : words.privateOnly)]);
  if (act) return perform(scene, act);
  if (asked.open?.confirming && isConsent(text)) return perform(scene, { do: 'discard' });

  const problem = unreadable(text);
  if (problem) return outcome(scene, open, refusal(scene, problem, open));
  const isReviewed = open?.reviewed && next(form, open) === undefined;
  if (isReviewed && !asked.open?.confirming && isAgreement(text)) return perform(scene, { do: 'file' });
  const steering = readSteering(text, open);
  const steered = steering?.lang ? { ...scene, lang: steering.lang } : scene;
  if (steering?.act && (open || steering.act.do === 'resume')) return perform(steered, steering.act);
  if (!open) return begin(scene, { text });
  if (asked.open?.confirming) return outcome(scene, open, [question(scene, open, [words.notCancelled[scene.lang]])]);
  return open.paused ? resume(scene, open, { text }) : tell(scene, open, text);
}

/** Whatever is done next, the question whether to cancel no longer waits. */
function settled(scene: Scene): Scene {
  if (!scene.open?.confirming) return scene;
  const { confirming: _, ...open } = scene.open;
  return { ...scene, open };
}

function commandContext(form: Form, { person }: Turn, open: OpenForm | undefined) {
  const waits = open !== undefined && !open.paused;
  const isManager = !waits && mayEver(person, 'report.manage');
  return { isTextAsked: waits && next(form, open)?.kind === 'text', isManager };
}

function refusal(scene: Scene, problem: Text, open: OpenForm | undefined): readonly Reply[] {
  if (!open || open.paused) return [notice(scene, problem, {}, { kind: 'error' })];
  return [question(scene, open, [problem[scene.lang]])];
}

/** Why a text cannot be read at all. */
function unreadable(text: string): Text | undefined {
  return hasWords(text) || /[?？]/u.test(text) ? tooLong(text) : problems.empty;
}

/** Who has so much to tell must not wait with the call. */
function tooLong(text: string): Text | undefined {
  if (text.length <= longest) return undefined;
  const { ja, en } = filled(problems.tooLong, { max: longest.toLocaleString('en-US') });
  return { ja: `${ja}\n${words.phoneAnyway.ja}`, en: `${en}\n${words.phoneAnyway.en}` };
}

/** The language of what was written. A short name in Latin letters, asked for as text, says nothing about it. */
function languageFor(deps: IncidentDeps, turn: Turn): Lang {
  const {
    message,
    conversation: { lang },
    person,
  } = turn;
  if (message.choice || message.text === undefined) return lang;
  const open = openOf(deps, turn);
  const asked = open && next(formFor(deps.form, person), open);
  const isName = asked?.kind === 'text' && message.text.trim().split(/\s+/u).length <= 3;
  return isName ? lang : languageOf(message.text, lang);
}
