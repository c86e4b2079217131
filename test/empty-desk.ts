import type { Desk } from '../src/types.ts';

/** A desk with nothing in its files; a test says only what it wants to be there. */
export const emptyDesk: Desk = {
  nextNumber: async () => '2026-0001',
  report: async () => undefined,
  events: async () => [],
  reports: async () => [],
  people: async () => [],
  names: async () => new Map(),
  zones: async () => [],
  trainees: async () => [],
  assignments: async () => [],
  trainings: async () => [],
  sessions: async () => [],
  trainingEvents: async () => [],
};
