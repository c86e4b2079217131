import { print, readArgs } from './args.ts';

const text = `Tokki: a desk for the annex on confidentiality and personal information.

  tokki start                                   serve the page (and the platforms that are configured)
  tokki ask "question" [--lang ja|en] [--json]  answer one question
  tokki ask --jsonl                             answer {id,q,lang?} lines from standard input
  tokki parse FILE [--json]                     show the provisions of an annex
  tokki index                                   write provisions.json and the ranking model anew
  tokki reports list [--json]                   the filed reports
  tokki reports show NUMBER [--json]            one report with its timeline
  tokki reports export [--format json|csv|docx] [--since YYYY-MM-DD] [--out FILE]
                                                the cases with timelines and tasks; docx needs a folder
  tokki reports import FILE                     cases exported as JSON, into a store that has none
  tokki questions list [--all] [--json]         questions that wait, were unsure, or were rated 👎
  tokki questions suggest                       drafts guidance from people's answers, as YAML
  tokki people import FILE                      take over a people.csv (UTF-8 or Shift_JIS)
  tokki people list [--json]
  tokki doctor [--json]                         check this installation

Start them with: npm run --silent tokki -- COMMAND`;

/** `tokki help` */
export async function help(args: readonly string[]): Promise<number> {
  readArgs('help', args, {});
  await print(text);
  return 0;
}
