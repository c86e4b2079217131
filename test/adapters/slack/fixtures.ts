/** Bodies in the shape in which Slack sends them: our own words, people and ids. */
import { readFileSync } from 'node:fs';

export const self = { team: 'T0TOKKI001', user: 'U0TOKKIBOT', bot: 'B0TOKKIBOT' };
export const hana = 'U0HANA0001';
export const ichiro = 'U0ICHIRO01';
export const hanaDm = 'D0HANADM01';
export const general = 'C0GENERAL1';

export type Body = Readonly<Record<string, unknown>>;

export function fixture<Shape = Body>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8')) as Shape;
}

/** The event in a body of the Events API. */
export function eventOf<Shape = Body>(name: string): Shape {
  return fixture<{ event: Shape }>(name).event;
}
