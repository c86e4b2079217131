/** The list of places (6.3) as evidence. Pure. */
import type { Place, PlaceName } from '../regions.ts';
import { inspect as words } from '../strings/inspect.ts';
import { listed, say } from '../strings/say.ts';
import type { Lang, Text } from '../types.ts';

const placeLabels: Readonly<Record<PlaceName, Text>> = {
  database: words.database,
  backup: words.backupPlace,
  hosting: words.hosting,
  redis: words.redis,
  model: words.model,
  slack: words.slack,
  teams: words.teams,
};

export function placesText(places: readonly Place[]): Text {
  const inOne = (lang: Lang) =>
    listed(
      places.map((one) =>
        say(words.place, lang, { place: placeLabels[one.place][lang], region: regionText(one)[lang] }),
      ),
      lang,
    );
  return { ja: inOne('ja'), en: inOne('en') };
}

function regionText({ region, accepted, remote }: Place): Text {
  if (!remote && region === undefined) return words.here;
  const known = region === undefined ? words.undeclared : region === 'jp' ? words.japan : { ja: region, en: region };
  if (!accepted) return known;
  const inOne = (lang: Lang) => say(words.acceptedPlace, lang, { region: known[lang] });
  return { ja: inOne('ja'), en: inOne('en') };
}
