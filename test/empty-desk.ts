/** A desk that knows nobody and has kept nothing: tests say only what is different. */
import type { Desk } from '../src/types.ts';

export const emptyDesk: Desk = {
  nextNumber: async () => '2026-0001',
  report: async () => undefined,
  events: async () => [],
  reports: async () => [],
  tasks: async () => [],
  questions: async () => [],
  people: async () => [],
  names: async () => new Map(),
  zones: async () => [],
  trainees: async () => [],
  assignments: async () => [],
  trainings: async () => [],
  sessions: async () => [],
  trainingEvents: async () => [],
};
