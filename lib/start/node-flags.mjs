// Plain JavaScript, because the launchers in bin import it and may run under an older Node.

/**
 * For the web process. Buffers with received parts of uploads are freed with the small objects that refer to them,
 * which are collected when the young generation is full (docs/decisions/012).
 */
export const SMALL_YOUNG_GENERATION = '--max-semi-space-size=4';

/**
 * Records are short-lived: a small young generation, and a heap that at most doubles before a collection, keep memory
 * use low (docs/decisions/012).
 */
export const LOW_MEMORY_FLAGS = [SMALL_YOUNG_GENERATION, '--heap-growing-percent=100'];
