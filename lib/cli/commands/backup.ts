import { resolve } from 'node:path';
import type { Command } from 'commander';
import { translate } from '../../messages/translate.ts';
import { restore } from '../../runtime.ts';
import { printJson, say } from '../output.ts';
import { refuseServer, withDataFolder } from '../with-product.ts';
import { settings } from '../with-runtime.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('write database and unfinished files to one archive, while everything goes on; the key is not in it')
    .argument('<file>', 'archive to write, such as backup.tar or backup.tar.gz')
    .action((file: string) =>
      withDataFolder(async (runtime) => {
        const path = resolve(file);
        const { takenAt, uploads } = await runtime.backUp(path);
        await printJson({ file: path, taken_at: new Date(takenAt).toISOString(), uploads });
        say(translate('cli', 'backup_written', { path, uploads, key: runtime.env.keyFile }));
      }),
    );
  program
    .command('restore')
    .description('bring a backup back into a data folder without a database; its unfinished jobs go on')
    .argument('<file>', 'archive that backup wrote')
    .action(async (file: string) => {
      refuseServer();
      const env = settings();
      const { takenAt, uploads, unfinished } = await restore(env, resolve(file));
      await printJson({ taken_at: new Date(takenAt).toISOString(), uploads, unfinished_jobs: unfinished });
      say(translate('cli', 'backup_restored', { unfinished, folder: env.dataDir, key: env.keyFile }));
    });
}
