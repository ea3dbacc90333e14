/**
 * What a command does, as far as the audit log is concerned. Every command has to name its effect.
 *
 * - `reads`: neither changes anything nor shows values of customers. Only refusals are logged.
 * - `shows`: shows values of customers. Logged once per actor, object and hour, before the answer.
 * - `downloads`: hands out a file. Logged each time, before its first byte.
 * - `drafts`: keeps what a form contains while it is being filled in. Logged as `shows`.
 * - `changes`: changes something in one transaction with its entry. Awaits only the database.
 * - `changesAtEnd`: first awaits something else, such as a password hash; then changes something in one transaction
 *   with its entry: `audit.commit`.
 * - `changesInSteps`: changes something in several transactions, or outside the database. An entry `begun` is committed
 *   before the changes, and a second entry afterwards says how the command ended.
 */
const EFFECTS = ['reads', 'shows', 'downloads', 'drafts', 'changes', 'changesAtEnd', 'changesInSteps'] as const;
export type Effect = (typeof EFFECTS)[number];
