/** The incidents after which people have to learn again. */
import { momentOf } from '../forms/calendar.ts';
import type { Desk } from '../types.ts';
import type { Occasion } from './duty.ts';
import type { TrainingDeps } from './scene.ts';

/** An incident is remembered for so many days by courses that follow one. */
const memory = 90;
const dayLength = 86_400_000;

/** The incidents that count at this time, where a course asks for training after one. */
export async function occasionsOf(
  { courses }: Pick<TrainingDeps, 'courses'>,
  desk: Pick<Desk, 'reports'>,
  now: number,
): Promise<readonly Occasion[]> {
  if (!courses.some(({ validity }) => validity.afterIncident)) return [];
  const reports = await desk.reports({ since: now - memory * dayLength });
  const incidents = reports.filter(({ status }) => status !== 'near_miss');
  return incidents.flatMap(({ reporter, contract, filed }) =>
    contractsIn(contract).map((name) => ({ reporter, contract: name, day: momentOf(filed).day })),
  );
}

/** A report whose reporter did not know the contract stands under all that it may be, in one text. */
function contractsIn(contract: string): readonly string[] {
  return [...new Set([contract, ...contract.split('／')])];
}

/** Those of them that still count, or count already, on another day. */
export function occasionsOn(occasions: readonly Occasion[], day: number): readonly Occasion[] {
  return occasions.filter((one) => one.day <= day && one.day >= day - memory);
}
