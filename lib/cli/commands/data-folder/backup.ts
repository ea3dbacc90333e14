import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backUp } from '../../../commands/rows/product.ts';
import { translate } from '../../../messages/translate.ts';
import { restore } from '../../../runtime/restore.ts';
import { printJson, say } from '../../output/output.ts';
import { checkOutputFile } from '../../output/output-file.ts';
import { refuseServer, withDataFolder } from '../../product/with-product.ts';
import { readCliEnv } from '../../product/with-runtime.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description(
      'write the database, the files of unfinished jobs and the tables of Data Workbench to one archive, without stopping anything; the key is not in it',
    )
    .argument('<file>', 'archive to write, such as backup.tar or backup.tar.gz')
    .option('--without-tables', 'leave out the tables of Data Workbench, if they can be imported again')
    .action((file: string, { withoutTables = false }: { withoutTables?: boolean }) =>
      withDataFolder(async (product) => {
        const path = resolve(file);
        await checkOutputFile(path);
        const { takenAt, uploads, tables } = await product.call(backUp, {
          file: path,
          withTables: !withoutTables,
        });
        await printJson({ file: path, taken_at: new Date(takenAt).toISOString(), uploads, tables });
        say(translate('cli', 'backup_written', { path, uploads, tables, key: readCliEnv().keyFile }));
      }),
    );
  program
    .command('restore')
    .description('restore a backup into a data folder without a database; its unfinished jobs continue')
    .argument('<file>', 'archive that backup wrote')
    .action(async (file: string) => {
      refuseServer();
      const env = readCliEnv();
      const { takenAt, unfinishedJobs, suspendedKeys, ...counts } = await restore(env, resolve(file));
      const taken_at = new Date(takenAt).toISOString();
      await printJson({ taken_at, ...counts, unfinished_jobs: unfinishedJobs, suspended_api_keys: suspendedKeys });
      say(translate('cli', 'backup_restored', { unfinished: unfinishedJobs, folder: env.dataDir, key: env.keyFile }));
      if (suspendedKeys > 0) say(translate('cli', 'api_keys_suspended', { keys: suspendedKeys }));
    });
}
