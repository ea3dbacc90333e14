// Checks the database for damage after a crash; in its own process, because reading a large file must not delay jobs.
import { databasePath } from '../adapters/store/sqlite/connection.ts';
import { findDamage } from '../adapters/store/sqlite/integrity.ts';
import { readEnvOrExit } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { EXIT_REFUSED } from './as-child.ts';
import { keepFilesPrivate } from './private-files.ts';

keepFilesPrivate();
const path = databasePath(readEnvOrExit().dataDir);
const problem = findDamage(path);
if (problem !== undefined) {
  process.stderr.write(`${translate('errors', 'database_damaged', { path, problem })}\n`);
  process.exit(EXIT_REFUSED);
}
