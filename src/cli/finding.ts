/** One finding: the rule that was checked, what was seen, what to do about it, and whether it can stay as it is. */
export interface Finding {
  readonly rule: string;
  readonly finding: string;
  readonly advice: string;
  readonly ok?: true;
}

export const good = (rule: string, finding: string): Finding => ({ rule, finding, advice: '', ok: true });

const most = 20;

/** Ids, as many as a line holds. */
export function listed(ids: readonly string[]): string {
  const rest = ids.length - most;
  return `${ids.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
