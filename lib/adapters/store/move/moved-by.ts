/** The key of the setting with the id of the shell that moved the database, until the next process logs the move. */
export const MOVED_BY = 'moved_by';
