/** The key of the setting from which the next process logs a move. Its value is the user's name in the audit log. */
export const MOVED_BY = 'moved_by';
