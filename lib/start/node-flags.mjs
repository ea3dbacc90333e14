// Plain JavaScript, as the launchers in bin are: they read it before there is a Node that understands more.

/** Records live for a moment: with little room for what is new, memory stays small, and collecting it costs no more. */
export const LITTLE_GARBAGE = '--max-semi-space-size=4';
