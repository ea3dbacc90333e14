// npm run db:new-database: writes prisma/new-database.sql from the migrations.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabaseScript } from '../../adapters/store/migrations/create-tables.ts';
import { applyAll } from '../../adapters/store/migrations/migration-engine.ts';
import { migrationsFolder } from '../../adapters/store/migrations/migration-status.ts';
import { openConnection } from '../../adapters/store/sqlite/connection.ts';
import { writeGenerated } from './generated.ts';

const scratch = mkdtempSync(join(tmpdir(), 'pintd-new-database-'));
try {
  const path = join(scratch, 'console.db');
  await applyAll(path, migrationsFolder);
  const database = openConnection(path, { busyTimeoutMs: 5000 });
  writeGenerated('prisma/new-database.sql', newDatabaseScript(database));
  database.close();
} finally {
  rmSync(scratch, { recursive: true });
}
