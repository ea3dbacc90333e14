/** Processor time for one expression: on a busy machine, an expression takes longer, but does not fail. */
export const MAX_EXPRESSION_CPU_MS = 1000;
/** Processor time for all expressions of a task, which block its process. */
export const MAX_TASK_CPU_MS = 2000;
/** Memory of the engine, including all scripts that are loaded into it. */
export const MAX_MEMORY_MB = 64;

/** The problem of an expression that exceeds a limit; each text completes "the expression …". */
export const TOO_LONG = `took longer than ${MAX_EXPRESSION_CPU_MS / 1000} second`;
export const TOO_LONG_TOGETHER = `and those before it took longer than ${MAX_TASK_CPU_MS / 1000} seconds`;
export const TOO_LARGE = `needs more than ${MAX_MEMORY_MB} MB`;
export const TOO_DEEP = 'calls itself or is nested too deeply';

/** How the engine's messages about its limits begin. */
const MESSAGES: readonly (readonly [string, string])[] = [
  ['interrupted', TOO_LONG],
  ['out of memory', TOO_LARGE],
  ['string too long', TOO_LARGE],
  ['stack overflow', TOO_DEEP],
];

/** The problem for a message of the engine about a limit; undefined for other messages. */
export function limitOf(message: string): string | undefined {
  return MESSAGES.find(([begin]) => message.startsWith(begin))?.[1];
}
