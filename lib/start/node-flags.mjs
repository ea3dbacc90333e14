// Plain JavaScript, because the launchers in bin import it and may run under an older Node.

/**
 * Records are short-lived: a small young generation, and a heap that at most doubles before a collection, keep memory
 * use low (docs/decisions/012).
 */
export const LOW_MEMORY_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=100'];
