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
  tokki people import FILE [--preview]          take over a people.csv (UTF-8 or Shift_JIS), or show what would change
  tokki people list [--json]
  tokki training status [--json]                who has to take which course until when
  tokki training assign COURSE --due DAY (PERSON … | --all)
  tokki training record COURSE --at DAY --minutes N --place … --theme … --trainer … --by ID PERSON …
  tokki training export COURSE [--format csv|docx] [--from DAY --to DAY] [--lang ja|en] --out FILE
  tokki training preview --from DAY --to DAY [--json]   every reminder of that time, without sending
  tokki teams package [FILE]                    the app package of Teams (--developer NAME, --url URL)
  tokki store copy --from sqlite:FILE --to postgres://…
                                                move to another database; compares every row
  tokki doctor [--json]                         check this installation

Start them with: npm run --silent tokki -- COMMAND`;

/** `tokki help` */
export async function help(args: readonly string[]): Promise<number> {
  readArgs('help', args, {});
  await print(text);
  return 0;
}
