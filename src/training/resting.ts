/** Courses that quote words which are not in force any more: administrators are told, once for each edition of the file. */
import { withScope } from '../rights.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Desk, Post } from '../types.ts';
import type { TrainingDeps } from './scene.ts';

export async function tellOfResting(
  { courses }: Pick<TrainingDeps, 'courses'>,
  desk: Pick<Desk, 'people'>,
): Promise<readonly Post[]> {
  const resting = courses.filter((course) => course.resting);
  if (resting.length === 0) return [];
  const admins = withScope(await desk.people(), 'training.lead', 'all');
  return resting.flatMap(({ id, material, title }) =>
    admins.map(({ id: to, lang }): Post => {
      const about = { course: title[lang] };
      const told = { title: say(words.restingTitle, lang, about), text: say(words.restingText, lang, { file: id }) };
      return {
        key: `training:resting:${id}:${material.slice(0, 12)}:${to}`,
        to,
        reply: { kind: 'notice', lang, ...told },
      };
    }),
  );
}
