import { print, readArgs } from './args.ts';

const text = `Tokki: a desk for the annex on confidentiality and personal information.

  tokki start                                   serve the page (and the platforms that are configured)
  tokki ask "question" [--lang ja|en] [--json]  answer one question
  tokki ask --jsonl                             answer {id,q,lang?} lines from standard input
  tokki parse FILE [--json]                     show the provisions of an annex
  tokki index                                   write provisions.json and the ranking model anew
  tokki reports list [--json]                   the filed reports
  tokki reports show NUMBER [--json]            one report with its timeline
  tokki reports export [--format json|csv|docx] [--since YYYY-MM-DD] [--out FILE] [--password-file FILE]
                                                the cases with timelines and tasks; docx needs a folder
  tokki reports import FILE                     cases exported as JSON, into a store that has none
  tokki questions list [--all] [--json]         questions that wait, were unsure, or were rated 👎
  tokki questions suggest                       drafts guidance from people's answers, as YAML
  tokki people import FILE [--preview]          take over a people.csv (UTF-8 or Shift_JIS), or show what would change
  tokki people list [--json]
  tokki training status [--json]                who has to take which course until when
  tokki training assign COURSE --due DAY (PERSON … | --all)
  tokki training record COURSE --at DAY --minutes N --place … --theme … --trainer … --by ID PERSON …
  tokki training export COURSE [--format csv|docx] [--from DAY --to DAY] [--lang ja|en] [--password-file FILE] --out FILE
  tokki training preview --from DAY --to DAY [--json]   every reminder of that time, without sending
  tokki teams package [FILE]                    the app package of Teams (--developer NAME, --url URL)
  tokki store copy --from sqlite:FILE --to postgres://…
                                                move to another database; compares every row
  tokki doctor [--json]                         check this installation
  tokki checklist [--lang ja|en] | done ID      what to settle before real use
  tokki inspect [--lang ja|en] [--json] [--word FILE]
                                                readiness report: a row for each clause, with evidence
  tokki log verify [--anchor LINE:HASH]         prove the access log, or name its first broken line
  tokki log digest [--month 2026-11] [--lang ja|en] [--json]
  tokki log archive                             move what is past its retention now, not at night
  tokki ledger [--from DAY] [--to DAY] [--format table|csv|json] [--lang ja|en]
  tokki ledger add receive|use|copy|keep|carry|return|erase NUMBER [--on DAY]
  tokki backup [--json]                         one encrypted file, while the desk runs; keeps 7 / 4 / 12
  tokki restore FILE --verify                   rehearse it in a scratch place and compare
  tokki restore FILE                            into the empty store of this installation
  tokki keys list | rotate | remove ID [--request NUMBER] [--destroy]
  tokki erase --contract NAME                   preview, and ask two administrators
  tokki erase --contract NAME --request NUMBER --return-to FILE --password-file FILE [--out FOLDER]
  tokki approvals [--json] [--lang ja|en]
                                                what two administrators have to agree to
  tokki seal --password-file FILE               put standard input under a password
  tokki unseal --password-file FILE             take it off again
  tokki sbom [--shipped]                        software bill of materials (CycloneDX)

Start them with: npm run --silent tokki -- COMMAND`;

/** `tokki help` */
export async function help(args: readonly string[]): Promise<number> {
  readArgs('help', args, {});
  await print(text);
  return 0;
}
