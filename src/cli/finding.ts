/** One finding: the rule that was checked, what was seen, what to do about it, and whether it can stay as it is. */
export interface Finding {
  readonly rule: string;
  readonly finding: string;
  readonly advice: string;
  readonly ok?: true;
}

export const good = (rule: string, finding: string): Finding => ({ rule, finding, advice: '', ok: true });
