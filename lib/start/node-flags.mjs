// Plain JavaScript, as the launchers in bin are: they read it before there is a Node that understands more.

/**
 * Records live for a moment: little room for what is new, and a heap that doubles at most before it is collected, keep
 * memory small (docs/decisions/012).
 */
export const LITTLE_GARBAGE = ['--max-semi-space-size=4', '--heap-growing-percent=100'];
