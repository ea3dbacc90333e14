/** Processor time for one expression, so that a busy machine makes it slow, but not wrong. */
export const DEADLINE_MS = 1000;
/** Processor time for all expressions of a task, which block its process. */
export const TASK_MS = 2000;
/** Memory of the engine with all scripts that are loaded into it. */
export const MAX_MEMORY_MB = 64;

/** What is wrong with an expression that meets a limit; each completes "the expression …". */
export const TOO_LONG = `took longer than ${DEADLINE_MS / 1000} second`;
export const TOO_LONG_TOGETHER = `and those before it took longer than ${TASK_MS / 1000} seconds`;
export const TOO_LARGE = `needs more than ${MAX_MEMORY_MB} MB`;
export const TOO_DEEP = 'calls itself or is nested too deeply';

/** How the engine's messages about its limits begin. */
const MESSAGES: readonly (readonly [string, string])[] = [
  ['interrupted', TOO_LONG],
  ['out of memory', TOO_LARGE],
  ['string too long', TOO_LARGE],
  ['stack overflow', TOO_DEEP],
];

/** The limit that a message of the engine is about; undefined if it is about none. */
export function limitOf(message: string): string | undefined {
  return MESSAGES.find(([begin]) => message.startsWith(begin))?.[1];
}
