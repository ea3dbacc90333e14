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
