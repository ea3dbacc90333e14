import { z } from 'zod';

const name = (code: string) => z.string({ error: code }).trim().min(1, code);

export const databaseNamed = z.object({ database: name('database_required') });
export const tableNamed = databaseNamed.extend({ table: name('table_required') });
export const nothing = z.object({});
