/**
 * The data that flows through Tokki: nothing but types, and no imports from outside this folder.
 * Instants are milliseconds since the epoch; what a person sees or types is Japan time (JST).
 */
export type * from './types/log.ts';
export type * from './types/message.ts';
export type * from './types/paper.ts';
export type * from './types/record.ts';
export type * from './types/reply.ts';
export type * from './types/training.ts';
export type * from './types/turn.ts';
