import type { CompanyDays } from '../../calendar/closed.ts';
import type { Form } from '../../forms/form.ts';
import type { Playbook } from '../playbook.ts';
import type { Deadline, Escalation } from './deadlines.ts';

/** What the desk knows about cases, read from the knowledge folder. */
export interface CaseDeps {
  /** The form of the report itself. */
  readonly form: Form;
  /** The small forms of what is done about it; a line of the timeline has the name of its form. */
  readonly caseForms: ReadonlyMap<string, Form>;
  readonly playbooks: readonly Playbook[];
  readonly deadlines: readonly Deadline[];
  readonly escalation: Escalation;
  /** The days on which the company is closed besides the public ones: they leave less time, and extend none. */
  readonly companyDays?: CompanyDays;
}
