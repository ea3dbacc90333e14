import shell from './en/shell.json' with { type: 'json' };

/** Every text of the console, one namespace a file. A new file is one line here. */
export const en = { shell } as const;

export type Messages = typeof en;
